// Metaheuristics
