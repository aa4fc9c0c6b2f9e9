* 8:2: found 'XX', expected LO, UP, FX, FR, MI, PL, BV, LI or UI
NAME t FREE
ROWS
 N o
COLUMNS
 x o 1
BOUNDS
 XX BND x 1
ENDATA
