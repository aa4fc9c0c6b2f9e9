* 7:10: found a second coefficient of column 'x' in row 'r', expected one
NAME t FREE
ROWS
 N o
 L r
COLUMNS
 x r 1   r 2
ENDATA
