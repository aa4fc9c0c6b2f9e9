* 6:4: found a second row 'r', expected each row once
NAME t FREE
ROWS
 N o
 L r
 G r
ENDATA
