* 6:5: found nothing, expected a column's name and one or two pairs of row and number
NAME t FREE
ROWS
 N o
COLUMNS
 x o
ENDATA
