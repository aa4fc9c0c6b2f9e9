* 8:9: found 'y', expected the name of a column
NAME t FREE
ROWS
 N o
COLUMNS
 x o 1
BOUNDS
 UP BND y 1
ENDATA
