import Foundation
import LoopPipelining
import OptCore
import TestSupport

/// The instances of the reference data; none without the data.
enum ReferenceLoops {
  /// The first column of `expected.csv`.
  static let names: [String] = {
    guard let path = SharedData.file("benchmarks/pipelining/expected.csv"),
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return [] }
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      line.split(separator: ",").first.map(String.init)
    }
  }()

  static func instance(_ name: String) throws -> LoopInstance {
    let path = (SharedData.root ?? "") + "/benchmarks/pipelining/\(name).json"
    return try LoopTexts.read(try SourceText.read(path: path))
  }
}

/// Random loops whose settings are drawn as well.
enum RandomLoops {
  static func instance(seed: UInt64, operations: ClosedRange<Int> = 1...15) throws -> LoopInstance {
    var stream = RandomStream(seed: seed, worker: 77)
    var settings = [
      "operations=\(stream.integer(in: operations))", "units=\(stream.integer(in: 1...4))",
      "capacity=\(stream.integer(in: 1...3))", "longest=\(stream.integer(in: 1...6))",
      "density=\(Double(stream.below(30)) / 10)",
    ]
    if stream.below(3) > 0 {
      settings += [
        "recurrences=\(Double(stream.integer(in: 1...9)) / 10)",
        "distance=\(stream.integer(in: 1...3))",
      ]
    }
    if stream.below(2) == 0 { settings.append("memories=\(stream.integer(in: 1...2))") }
    if stream.below(2) == 0 { settings.append("registers=\(stream.integer(in: 8...40))") }
    if stream.below(2) == 0 { settings.append("warps=\(stream.integer(in: 1...4))") }
    let instance = try LoopTexts.generate(settings, seed: seed)
    guard stream.below(2) == 0 else { return instance }
    // Some dependences keep both ends on the same warps, whether there are any or not.
    return try LoopInstance(
      name: instance.name, machine: instance.machine, operations: instance.operations,
      edges: instance.edges.map { edge in
        var new = edge
        new.needsSameWarps = stream.below(4) == 0
        return new
      })
  }
}
