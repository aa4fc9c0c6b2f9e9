import OptSolve

// 1. A knapsack as a mixed-integer model: which parcels fit into 15 kg and are worth most?
let weight = [12, 2, 1, 4, 1]
let value = [4, 2, 2, 10, 1]
var model = Model("knapsack")
let take = model.binaries(weight.count, name: "take")
model.require(sum(weight.indices) { weight[$0] * take[$0] } <= 15, "capacity")
model.maximize(sum(value.indices) { value[$0] * take[$0] })
let answer = try CBCEngine().solve(model)
print("knapsack:", answer.termination.rawValue, answer.objective ?? .nan)

// 2. Jobs on one machine: the sequence with the least total tardiness, from a rule and with a proof.
let jobs = try SingleMachineInstance(
  name: "six jobs", processingTimes: [10, 11, 10, 10, 11, 10], dueDates: [15, 11, 13, 11, 12, 11])
let family = SingleMachineFamily(engines: EngineSet([CBCEngine(), GLPKEngine()]))
for method in ["mddc", "exact"] {
  let result = try family.solve(jobs, method: method)
  print("\(method):", result.status.rawValue, result.incumbent?.objective.description ?? "none")
}
