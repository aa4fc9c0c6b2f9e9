import Modeling
import OptCore

/// A plain job shop, as far as measuring and testing the engine needs it.
package struct JobShop: Equatable {
  /// One step of a job.
  package struct Operation: Equatable {
    /// 0-based.
    package var machine: Int
    /// Units of time, at least 0.
    package var duration: Int
  }

  /// Number of machines.
  package let machines: Int
  /// Operations by job, in their order.
  package let jobs: [[Operation]]

  /// Every job visits every machine once, in drawn order, for 1 to `longest` units of time.
  package static func draw(
    jobs: Int, machines: Int, longest: Int = 20, _ random: inout RandomStream
  ) -> JobShop {
    var drawn: [[Operation]] = []
    for _ in 0..<jobs {
      var order = Array(0..<machines)
      for k in 0..<machines { order.swapAt(k, k + random.below(machines - k)) }
      drawn.append(
        order.map { Operation(machine: $0, duration: random.integer(in: 1...longest)) })
    }
    return JobShop(machines: machines, jobs: drawn)
  }

  /// Reads the JSPLIB layout: sizes, then a line of (0-based machine, duration) pairs a job; or Taillard's: sizes (and other
  /// numbers), `Times` and a matrix, `Machines` and a matrix (1-based).
  ///
  /// - Throws: `InstanceError` at the place of the fault.
  package static func read(_ source: SourceText) throws(InstanceError) -> JobShop {
    var reader = TokenReader(source)
    let count = try size(&reader, "jobs")
    let machines = try size(&reader, "machines")
    guard count * machines <= source.bytes.count else {
      throw InstanceError(
        at: reader.here, found: "\(count) jobs on \(machines) machines",
        expected: "no more operations than the file has bytes")
    }
    var probe = reader
    while let token = probe.next() {
      guard token.text.lowercased() == "times" else { continue }
      let times = try matrix(&probe, count, machines, "duration", 0...1_000_000_000)
      guard let word = probe.next(), word.text.lowercased() == "machines" else {
        throw InstanceError(at: probe.here, found: "no 'Machines'", expected: "'Machines'")
      }
      let order = try matrix(&probe, count, machines, "machine", 1...machines)
      return JobShop(
        machines: machines,
        jobs: zip(times, order).map { times, order in
          zip(times, order).map { Operation(machine: $1 - 1, duration: $0) }
        })
    }
    let rows = try matrix(&reader, count, 2 * machines, "number", 0...1_000_000_000)
    var jobs: [[Operation]] = []
    for (job, row) in rows.enumerated() {
      var operations: [Operation] = []
      for k in 0..<machines {
        guard row[2 * k] < machines else {
          throw InstanceError(
            at: reader.here, found: "machine \(row[2 * k]) in job \(job)",
            expected: "a machine below \(machines)")
        }
        operations.append(Operation(machine: row[2 * k], duration: row[2 * k + 1]))
      }
      jobs.append(operations)
    }
    return JobShop(machines: machines, jobs: jobs)
  }

  private static func size(_ reader: inout TokenReader, _ what: String) throws(InstanceError) -> Int
  {
    try number(&reader, "number of \(what)", 1...100_000)
  }

  private static func number(
    _ reader: inout TokenReader, _ what: String, _ range: ClosedRange<Int>
  ) throws(InstanceError) -> Int {
    guard let token = reader.next() else {
      throw InstanceError(at: reader.here, found: "the end", expected: "a \(what)")
    }
    guard let value = Int(token.text), range.contains(value) else {
      throw InstanceError(
        at: reader.location(of: token), found: "'\(token.text)'",
        expected: "a \(what) from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private static func matrix(
    _ reader: inout TokenReader, _ rows: Int, _ columns: Int, _ what: String,
    _ range: ClosedRange<Int>
  ) throws(InstanceError) -> [[Int]] {
    var result: [[Int]] = []
    for _ in 0..<rows {
      var row: [Int] = []
      for _ in 0..<columns { row.append(try number(&reader, what, range)) }
      result.append(row)
    }
    return result
  }

  /// The disjunctive model: a start per operation, chains, one no-overlap per machine, the latest end to be minimised.
  package func model() -> Model {
    var model = Model("jobshop")
    let horizon = Double(jobs.joined().reduce(0) { $0 + $1.duration })
    let makespan = model.variable(.integer, upper: horizon, name: "makespan")
    var onMachine = [[Interval]](repeating: [], count: machines)
    for (j, job) in jobs.enumerated() {
      let starts = model.variables(.integer, job.count, upper: horizon, name: "start_\(j)")
      for (k, operation) in job.enumerated() {
        let end = starts[k] + Double(operation.duration)
        model.require(end <= (k + 1 < job.count ? starts[k + 1] : makespan), "chain", j, k)
        onMachine[operation.machine].append(
          Interval(start: starts[k], duration: LinearExpression(Double(operation.duration))))
      }
    }
    for (k, intervals) in onMachine.enumerated() {
      model.require(.noOverlap(intervals), "machine", k)
    }
    model.minimize(makespan)
    return model
  }
}
