* 6:6: found '1,5', expected a number
NAME t FREE
ROWS
 N o
COLUMNS
 x o 1,5
ENDATA
