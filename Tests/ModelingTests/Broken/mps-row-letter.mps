* 4:2: found 'X', expected N, L, G or E
NAME t FREE
ROWS
 X r
ENDATA
