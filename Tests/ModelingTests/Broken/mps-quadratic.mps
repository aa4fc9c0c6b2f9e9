* 6:1: found the section 'QUADOBJ', expected only linear constraints, bounds, integer and binary variables
NAME t FREE
ROWS
 N o
COLUMNS
QUADOBJ
 x x 1
ENDATA
