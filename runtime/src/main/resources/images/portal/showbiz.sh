echo "<li>showbiz: headline</li>"
