* 9:2: found bounds 3 and 1 of 'x', expected the lower one not above the upper one
NAME t FREE
ROWS
 N o
COLUMNS
 x o 1
BOUNDS
 LO BND x 3
 UP BND x 1
ENDATA
