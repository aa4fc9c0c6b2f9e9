* 6:4: found 'q', expected the name of a row
NAME t FREE
ROWS
 N o
COLUMNS
 x q 1
ENDATA
