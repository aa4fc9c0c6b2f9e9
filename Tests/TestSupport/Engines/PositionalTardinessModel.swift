import Modeling
import OptCore

/// Total tardiness on one machine with jobs assigned to positions: a model of realistic size for engine tests.
///
/// Binaries x[j, k] = 1 when job j stands at position k; T[k] is the tardiness at position k. n^2 + n columns,
/// 3n rows.
public struct PositionalTardinessModel: Sendable {
  /// The model.
  public let model: Model
  /// Processing times.
  public let processing: [Int]
  /// Due dates.
  public let due: [Int]
  private let assignment: VariableTable

  /// The model of given data.
  public init(processing: [Int], due: [Int]) {
    let count = processing.count
    var model = Model("positional")
    let x = model.binaries(count, count, name: "x")
    let late = model.variables(.continuous, count, name: "T")
    for j in 0..<count { model.require(sum(0..<count) { x[j, $0] } == 1) }
    for k in 0..<count { model.require(sum(0..<count) { x[$0, k] } == 1) }
    for k in 0..<count {
      var lateness = LinearExpression()
      for j in 0..<count {
        for position in 0...k { lateness.add(Double(processing[j]), x[j, position]) }
        lateness.add(-Double(due[j]), x[j, k])
      }
      model.require(late[k] >= lateness)
    }
    model.minimize(sum(0..<count) { late[$0] })
    self.model = model
    self.processing = processing
    self.due = due
    assignment = x
  }

  /// A random instance of `count` jobs: processing times 1...100, due dates around 40 % of their sum.
  public static func random(_ count: Int, seed: UInt64) -> PositionalTardinessModel {
    var random = RandomStream(seed: seed)
    let processing = (0..<count).map { _ in random.integer(in: 1...100) }
    let total = processing.reduce(0, +)
    let due = (0..<count).map { _ in random.integer(in: total * 25 / 100...total * 55 / 100) }
    return PositionalTardinessModel(processing: processing, due: due)
  }

  /// The point of a sequence of jobs; `withTardiness` false leaves the tardiness to the engine.
  public func point(_ sequence: [Int], withTardiness: Bool = true) -> [Double] {
    var point = [Double](repeating: 0, count: model.columnCount)
    var time = 0
    for (k, job) in sequence.enumerated() {
      time += processing[job]
      point[assignment[job, k].index] = 1
      let column = model.columnCount - processing.count + k
      point[column] = withTardiness ? Double(max(0, time - due[job])) : .nan
    }
    return point
  }

  /// The jobs by modified due date: a good sequence.
  public var modifiedDueDateSequence: [Int] {
    var left = Array(processing.indices)
    var sequence: [Int] = []
    var time = 0
    while let best = left.min(by: { key($0, time) < key($1, time) }) {
      sequence.append(best)
      left.removeAll { $0 == best }
      time += processing[best]
    }
    return sequence
  }

  private func key(_ job: Int, _ time: Int) -> Int { max(due[job], time + processing[job]) }

  /// The least total tardiness, by dynamic programming over subsets; up to about 16 jobs.
  public var optimum: Int {
    let count = processing.count
    var best = [Int](repeating: .max, count: 1 << count)
    best[0] = 0
    for set in 0..<(1 << count) {
      var time = 0
      for j in 0..<count where set >> j & 1 == 1 { time += processing[j] }
      for j in 0..<count where set >> j & 1 == 0 {
        let value = best[set] + max(0, time + processing[j] - due[j])
        best[set | 1 << j] = min(best[set | 1 << j], value)
      }
    }
    return best[(1 << count) - 1]
  }
}
