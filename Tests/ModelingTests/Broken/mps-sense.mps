* 4:2: found 'UP', expected MIN or MAX
NAME t FREE
OBJSENSE
 UP
ENDATA
