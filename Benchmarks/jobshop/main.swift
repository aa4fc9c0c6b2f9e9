import EngineCP
import Glibc
import JobShopModel
import Modeling
import OptCore

// Solves job shops with the engine cp, one line of CSV each. From the repository's root:
//
//     swift run -c release jobshop-benchmark SECONDS THREADS FILE...
//
// Columns: instance, operations, status, objective, bound, wall seconds, CPU seconds, conflicts.
// PROOF=FILE writes the proof of the last instance (one thread), LOG=1 tells of incumbents and bounds,
// SETTINGS=search=alternate,restart=50 passes settings to the engine.
// `Benchmarks/jobshop/compare.py` runs it and OR-tools CP-SAT in turns.

@Sendable func complain(_ text: String) { _ = write(2, text, text.utf8.count) }
/// A line at once, also into a pipe.
func answer(_ text: String) { _ = write(1, text + "\n", text.utf8.count + 1) }

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3, let seconds = arguments.first.flatMap({ Double($0) }),
  let threads = Int(arguments[arguments.startIndex + 1])
else {
  print("usage: jobshop-benchmark SECONDS THREADS FILE...")
  exit(64)
}

for path in arguments.dropFirst(2) {
  do {
    let source = try SourceText.read(path: path)
    let shop = try JobShop.read(source)
    let cpu = MonotonicClock.processTime
    let begin = MonotonicClock.now
    let wantsLog = getenv("LOG") != nil
    let settings = getenv("SETTINGS").map { String(cString: $0) } ?? ""
    let result = try CPEngine().solve(
      shop.model(),
      options: EngineOptions(
        timeLimit: seconds, threads: threads,
        settings: settings.split(separator: ",").map(String.init)
          + (getenv("PROOF").map { ["proof=" + String(cString: $0)] } ?? [])),
      observer: EngineObserver(
        incumbent: { _, value in
          if wantsLog { complain("  \(MonotonicClock.now - begin) incumbent \(value)\n") }
        },
        bound: {
          if wantsLog { complain("  \(MonotonicClock.now - begin) bound \($0)\n") }
        }))
    let wall = MonotonicClock.now - begin
    let operations = shop.jobs.reduce(0) { $0 + $1.count }
    answer(
      "\(source.stem),\(operations),\(result.termination.rawValue),\(result.objective.map { "\(Int($0))" } ?? ""),\(result.bound.map { "\(Int($0))" } ?? ""),\(fixed(wall, 3)),\(fixed(MonotonicClock.processTime - cpu, 3)),\(result.nodes)"
    )
  } catch {
    complain("\(path): \(error)\n")
    exit(65)
  }
}
