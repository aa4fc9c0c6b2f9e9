NAME showcase_of_features FREE
* Maximization: the objective is negated in this file.
* Minimise it as it stands; the maximum is the optimum reported, with its sign changed.
ROWS
 N obj
 L weight_limit
 G range
 E balance_2_7
 G empty
* Lazy rows:
 G cover
* Ordinary rows:
 G R7
COLUMNS
 M1 'MARKER' 'INTORG'
 take_0 obj -6
 take_0 weight_limit 3
 take_0 range 1
 take_0 cover 1
 take_1 obj -7
 take_1 weight_limit 4
 take_1 cover 1
 take_2 weight_limit 5
 take_2 cover 1
 M2 'MARKER' 'INTEND'
 drift obj 1
 drift range -0.125
 drift balance_2_7 1
 drift R7 -1000000
 M3 'MARKER' 'INTORG'
 _free obj -0.5
 _free balance_2_7 1
 _free R7 2
 M4 'MARKER' 'INTEND'
 unused obj 0
 take_0_2 balance_2_7 1
 objective_constant obj 12
RHS
 RHS weight_limit 9
 RHS range -1
 RHS balance_2_7 1e-07
 RHS empty -3
 RHS cover 1
 RHS R7 -2.75
RANGES
 RNG range 2
BOUNDS
 LO BND take_0 0
 UP BND take_0 1
 LO BND take_1 0
 UP BND take_1 1
 LO BND take_2 0
 UP BND take_2 1
 FR BND drift
 LO BND _free -5
 UP BND _free 12
 MI BND unused
 UP BND unused -1.5
 FX BND take_0_2 2.5
 FX BND objective_constant 1
ENDATA
