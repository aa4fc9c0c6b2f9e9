import FlexibleJobShop
import Foundation
import OptCore
import TestSupport

/// The rows of the reference data's list of best known bounds; empty without the data.
struct ReferenceInstances {
  struct Row: Sendable {
    let file: String
    let jobs: Int
    let machines: Int
    let operations: Int
  }

  static let rows: [Row] = {
    guard let path = SharedData.file("benchmarks/fjsp/bks.csv"),
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return [] }
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 3, let jobs = Int(fields[1]), let machines = Int(fields[2]),
        let operations = Int(fields[3])
      else { return nil }
      return Row(file: fields[0], jobs: jobs, machines: machines, operations: operations)
    }
  }()

  /// A file of the reference data.
  static func text(_ file: String) throws -> SourceText {
    try SourceText.read(path: (SharedData.root ?? "") + "/benchmarks/fjsp/" + file)
  }
}
