* 9:2: found more entries of column 'x', expected all entries of a column together
NAME t FREE
ROWS
 N o
 L r
COLUMNS
 x r 1
 y r 1
 x o 1
ENDATA
