import Foundation
import LoopPipelining
import OptCore
import TestSupport
import Testing

/// Results on random small loops, in the hands of a checker that shares no code with us.
///
/// 60 loops, or as many as `OPTSOLVE_CHECKED_LOOPS` says, from the seed `OPTSOLVE_CHECKED_FROM` on (0).
@Suite("results of random loops before the independent checker", .enabled(if: Checker.isThere))
struct CheckedLoopTests {
  private let family = LoopPipeliningFamily()

  private static func number(_ name: String, _ usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  @Test("every schedule is valid, and a wrong length is noticed")
  func loops() throws {
    let first = Self.number("OPTSOLVE_CHECKED_FROM", 0)
    let count = Self.number("OPTSOLVE_CHECKED_LOOPS", 60)
    var (judged, infeasible, open) = (0, 0, 0)
    for block in stride(from: first, to: first + count, by: 1000) {
      let seeds = block..<min(block + 1000, first + count)
      let found = try judge(seeds)
      judged += found.judged
      infeasible += found.infeasible
      open += found.open
    }
    print(
      "checked loops: \(judged) schedules, \(infeasible) loops without any, \(open) not settled")
    #expect(judged > count / 3)
  }

  /// One process of the checker for all of them.
  private func judge(_ seeds: Range<Int>) throws -> (judged: Int, infeasible: Int, open: Int) {
    let folder = NSTemporaryDirectory() + "optsolve-loops-\(getpid())-\(seeds.lowerBound)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var (names, infeasible, open) = ([String](), 0, 0)
    for seed in seeds {
      guard let instance = Self.loop(seed) else { continue }
      let request = SolveRequest<LoopSchedule>(method: seed % 4 < 2 ? "search" : "auto")
      let result = try family.solve(
        instance, method: request.method, limits: SolveLimits(time: Self.seconds))
      if result.termination != .proved {
        // Few loops are hard; which ones are settled in time says nothing about whether results are right.
        open += 1
        print(
          "seed \(seed): \(result.termination) after \(result.time) s, \(instance.json.compact())")
      }
      guard result.incumbent != nil else {
        infeasible += result.status == .infeasible ? 1 : 0
        continue
      }
      let document = ResultDocument(
        result, of: instance, family: family, request: request, version: "test")
      try write(instance.json, "\(folder)/\(seed).loop.json")
      try write(document.json, "\(folder)/\(seed).result.json")
      names.append(String(seed))
      guard names.count == 1, case .object(var members) = document.json else { continue }
      // The same with another length.
      for place in members.indices where members[place].key == "length" {
        members[place] = JSONValue.Member("length", .integer(1 << 20))
      }
      try write(instance.json, "\(folder)/wrong.loop.json")
      try write(.object(members), "\(folder)/wrong.result.json")
      names.append("wrong")
    }
    let verdicts = try Checker.verdicts(on: names, in: folder)
    #expect(verdicts.count == names.count)
    for name in names {
      let verdict = verdicts[name]
      #expect(verdict?.code == (name == "wrong" ? 1 : 0), "seed \(name): \(verdict?.text ?? "")")
    }
    return (names.count - (names.isEmpty ? 0 : 1), infeasible, open)
  }

  private func write(_ json: JSONValue, _ path: String) throws {
    try Data(json.formatted().utf8).write(to: URL(fileURLWithPath: path))
  }

  /// For each loop.
  private static let seconds = 5.0

  /// Every other one with warps; tiny ones with every kind of rule, and ones of up to eight operations.
  private static func loop(_ seed: Int) -> LoopInstance? {
    let isJoint = seed % 2 == 1
    if seed % 3 == 0 { return TinyLoop.loop(100_000 + seed, isJoint: isJoint) }
    var loops = SmallLoops(seed: UInt64(1_000_000 + seed))
    var kind: SmallLoops.Kind = isJoint ? .warps : []
    for part in [SmallLoops.Kind.memory, .tables, .negative] where loops.number(0...1) == 0 {
      kind.insert(part)
    }
    return loops.loop(loops.number(3...8), kind)
  }
}

/// The reference checker of schedules, a program in Python that is not part of this package.
private enum Checker {
  static let path = SharedData.file("checkers/check_pipelining.py")

  static let isThere = path != nil && (try? run(["-c", "pass"])) != nil

  /// Reads the checker as a module once, and calls it for every pair of files.
  private static let script = """
    import contextlib, importlib.util, io, sys
    spec = importlib.util.spec_from_file_location("checker", sys.argv[1])
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    for name in open(sys.argv[2] + "/names").read().split():
        text = io.StringIO()
        with contextlib.redirect_stdout(text):
            files = [sys.argv[2] + "/" + name + end for end in (".loop.json", ".result.json")]
            code = checker.main(["checker"] + files + ["--quiet"])
        print(name, code, text.getvalue().replace("\\n", "; "))
    """

  /// By name the exit code and what is said about it.
  static func verdicts(
    on names: [String], in folder: String
  ) throws -> [String: (code: Int, text: String)] {
    guard let path else { return [:] }
    try Data(names.joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: folder + "/names"))
    var verdicts: [String: (code: Int, text: String)] = [:]
    for line in try run(["-c", script, path, folder]).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count == 3, let code = Int(parts[1]) else { continue }
      verdicts[String(parts[0])] = (code, String(parts[2]))
    }
    return verdicts
  }

  private struct Failure: Error {}

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
