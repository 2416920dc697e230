echo "<li>sports: headline</li>"
