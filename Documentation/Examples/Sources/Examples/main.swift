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
print("parcels:", take.indices.filter { answer[take[$0]] == 1 })

// 2. Continuous and integer variables, two-sided rows, an engine's options, and an observer that may stop it.
var plan = Model("plan")
let hours = plan.variable(.continuous, upper: 40, name: "hours")
let crews = plan.variable(.integer, lower: 1, upper: 5, name: "crews")
plan.require(hours <= 12 * crews, "shifts")
plan.require(hours + 2 * crews, in: 20...45, "work")
plan.minimize(3 * crews + hours / 4)

// Intervals on a machine, one of which may be skipped at a price: constraints beyond rows.
var shop = Model("shop")
let start = shop.variables(.integer, 3, upper: 40, name: "start")
let end = shop.variable(.integer, upper: 40, name: "makespan")
let isSkipped = shop.binary("skipped")
let tasks = [
  Interval(start: start[0], duration: 5), Interval(start: start[1], duration: 3),
  Interval(start: start[2], duration: 4, presence: !isSkipped),
]
shop.require(.noOverlap(tasks), "machine")
shop.require(start[2] >= tasks[0].end, if: !isSkipped)
shop.require(end, isGreatestOf: tasks.map(\.end))
shop.minimize(end + 6 * isSkipped)
let made = try CBCEngine().solve(shop)
print("shop:", made.termination.rawValue, made.objective ?? .nan, made[isSkipped] ?? .nan)
let stop = Cancellation()
let observer = EngineObserver(
  cancellation: stop,
  incumbent: { _, cost in if cost < 5 { stop.cancel() } })
let options = EngineOptions(timeLimit: 10, settings: ["cuts=off"])
let best = try GLPKEngine().solve(plan, options: options, observer: observer)
print("plan:", best.termination.rawValue, best[crews] ?? .nan, best.value(of: hours / 4) ?? .nan)
let text = try plan.lpText()
print("as LP:", text.contains("shifts:"))

// 3. Jobs on one machine: the sequence with the least total tardiness, from a rule and with a proof.
let jobs = try SingleMachineInstance(
  name: "six jobs", processingTimes: [10, 11, 10, 10, 11, 10], dueDates: [15, 11, 13, 11, 12, 11])
let family = SingleMachineFamily(engines: EngineSet([CBCEngine(), GLPKEngine()]))
for method in ["mddc", "exact"] {
  let result = try family.solve(jobs, method: method)
  print("\(method):", result.status.rawValue, result.incumbent?.objective.description ?? "none")
}

// 4. Limits, progress, and what a result holds.
let run = try family.solve(
  jobs, method: "mip", formulation: "f2", engine: "glpk", limits: SolveLimits(time: 5, gap: 0),
  settings: ["cost-fixing=false"], seed: 7, cancellation: stop,
  progress: { event in
    if case .incumbent = event.kind, event.time > 60 { stop.cancel() }
  })
if let incumbent = run.incumbent {
  print("mip:", incumbent.objective, "bound", run.bound ?? .integer(0), run.termination.rawValue)
  print("violations:", incumbent.solution.violations(in: jobs).count)

  // 5. Files: the schedule as a picture, the instance as text, and text read back.
  let picture = try family.export(incumbent.solution, of: jobs, as: "svg")
  try FileOutput.write(picture, to: "/dev/null")
  let lines = try family.convert(jobs, to: "txt", formulation: nil, parameters: ParameterValues())
  let copy = try family.read(
    SourceText(file: "six.txt", bytes: lines), pick: nil, parameters: ParameterValues())
  print("same data:", copy.digest == jobs.digest)
}
