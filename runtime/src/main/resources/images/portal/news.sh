echo "<li>news: headline</li>"
