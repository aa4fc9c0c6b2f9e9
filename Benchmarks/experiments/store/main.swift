import Experiments
import Glibc
import OptCore

// What a large store costs. From the repository's root:
//
//     swift run -c release store-benchmark [RUNS] [FOLDER] [keep]
//
// makes a store of RUNS runs (default 100000; trajectories of 12 points, documents of about 2 kB) in FOLDER (default:
// the working directory), measures, and removes it unless told to keep it. Memory is the most that the process had in use so far, so each step
// can only show what it adds.

let runCount = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
let folder = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : "."
let isKept = CommandLine.arguments.dropFirst(3).first == "keep"
let path = "\(folder)/store-benchmark.\(getpid()).sqlite"

func record(_ number: Int) -> RunRecord {
  let methods = ["edd", "mdd", "wmdd", "atc", "eddc", "mddc", "ils", "mip", "exact", "auto"]
  let instance = number / 50
  let hash = InstanceDigest(of: Array("run \(number)".utf8)).hexadecimal
  let sequence = (0..<400).map { String(($0 &* 7919 &+ number) % 400) }.joined(separator: ",")
  let specification = RunSpecification(
    instance: InstanceReference(
      family: "smtt", name: "n100_tf0.6_rdd0.4_\(instance)",
      path: "Instances/smtt/n100_tf0.6_rdd0.4_\(instance).txt",
      digest: InstanceDigest(of: Array("instance \(instance)".utf8)).description, size: 100),
    method: MethodSetting(
      methods[number % 10], parameters: ["iterations=1000", "depth=3"]),
    seed: UInt64(number / 10 % 5 + 1), limits: SolveLimits(time: 60, memory: 2000))
  let trajectory = (0..<12).map { step in
    TrajectoryPoint(
      time: Double(step * step) * 0.0173 + Double(number % 97) * 1e-4,
      objective: .integer(2_000_000 - step * 1357 - number % 1000), bound: nil)
  }
  return RunRecord(
    specification: specification, key: String(hash.prefix(32)), version: "1.0.0",
    ending: .exited(0, message: nil), status: .feasible, termination: .timeLimit,
    objective: trajectory.last?.objective, bound: .integer(1_900_000), time: 60.0123,
    usage: ProcessUsage(wall: 60.1, cpu: 59.9, peakMemory: 37), trajectory: trajectory,
    document: "{\"objective\":\(number),\"sequence\":[\(sequence)]}",
    started: 1.7e9 + Double(number),
    machine: Machine(
      host: "node\(number % 4)", processor: "A processor of 2 GHz", cores: 64, memory: 256_000,
      system: "Linux 6.1"))
}

func peakMemory() -> Int {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return usage.ru_maxrss / 1024
}

func cpuSeconds() -> Double {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return [usage.ru_utime, usage.ru_stime].reduce(0) {
    $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6
  }
}

func measure<Value>(_ what: String, _ body: () throws -> Value) rethrows -> Value {
  let (start, cpu) = (MonotonicClock.now, cpuSeconds())
  let value = try body()
  report(what, wall: MonotonicClock.now - start, cpu: cpuSeconds() - cpu)
  return value
}

func report(_ what: String, wall: Double, cpu: Double) {
  func thousandths(_ seconds: Double) -> String { fixed(seconds * 1e3, 1) }
  print("\(what): \(thousandths(wall)) ms wall, \(thousandths(cpu)) ms CPU, \(peakMemory()) MiB")
}

/// Appends one by one and shows the distribution of the waits.
func append(_ numbers: Range<Int>, _ level: String) throws {
  let store = try ResultStore.open(path, for: .writing)
  try store.setSynchronous(level)
  var waits: [Double] = []
  let cpu = cpuSeconds()
  for number in numbers {
    let run = record(number)
    let start = MonotonicClock.now
    try store.append(run)
    waits.append(MonotonicClock.now - start)
  }
  waits.sort()
  let count = Double(waits.count)
  report(
    "append, synchronous \(level), mean", wall: waits.reduce(0, +) / count,
    cpu: (cpuSeconds() - cpu) / count)
  for (name, index) in [
    ("median", waits.count / 2), ("99 %", waits.count * 99 / 100), ("worst", waits.count - 1),
  ] {
    report("append, synchronous \(level), \(name)", wall: waits[index], cpu: 0)
  }
}

defer { if !isKept { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } } }
do {
  try measure("fill in batches of 1000") {
    let store = try ResultStore.open(path, for: .writing)
    for start in stride(from: 0, to: runCount, by: 1000) {
      let batch = (start..<min(start + 1000, runCount)).map(record)
      _ = try store.add(StoreContent(runs: batch))
    }
  }
  for (index, level) in ["FULL", "NORMAL", "OFF"].enumerated() {
    try append(runCount + index * 1000..<runCount + (index + 1) * 1000, level)
  }
  let store = try measure("open") { try ResultStore.open(path, for: .reading) }
  try measure("finishedKeys") { _ = try store.finishedKeys() }
  let results = try measure("results") { try store.results() }
  print("results has \(results.runs.count) runs; \(peakMemory()) MiB")
  measure("csv") { _ = StoreContent(runs: results.runs).csv() }
} catch {
  print("\(error)")
}
