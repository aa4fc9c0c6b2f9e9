* 6:1: found the section 'SOS', expected only linear constraints, bounds, integer and binary variables
NAME t FREE
ROWS
 N o
COLUMNS
SOS
 S1 SOS SOS1
ENDATA
