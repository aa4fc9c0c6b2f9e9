* 8:2: found 'SC', expected only continuous, integer and binary variables, none of them semi-continuous
NAME t FREE
ROWS
 N o
COLUMNS
 x o 1
BOUNDS
 SC BND x 1
ENDATA
