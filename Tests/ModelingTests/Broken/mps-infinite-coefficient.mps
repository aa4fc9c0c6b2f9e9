* 6:6: found '1e400', expected a finite number
NAME t FREE
ROWS
 N o
COLUMNS
 x o 1e400
ENDATA
