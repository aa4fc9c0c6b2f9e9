import OptCore

/// Reads the layout of Brandimarte: `jobs machines [flexibility]`, then by job the number of operations and by operation the number of
/// alternatives and pairs of machine and duration.
///
/// Machines count from 0 where a 0 occurs, else from 1. Line breaks mean nothing after the first line.
struct FlexibleLayoutReader {
  private var tokens: TokenReader

  init(_ source: SourceText) { tokens = TokenReader(source) }

  /// Jobs with machines as the file counts them, and the number of machines.
  mutating func read() throws(InstanceError) -> (
    jobs: [[[FlexibleJobShopInstance.Alternative]]], machines: Int
  ) {
    let size = tokens.source.bytes.count
    let jobCount = try tokens.nextInteger("a number of jobs", in: 1...max(1, size))
    let machineCount = try tokens.nextInteger("a number of machines", in: 1...1_000_000)
    tokens.skipRestOfLine()
    var jobs: [[[FlexibleJobShopInstance.Alternative]]] = []
    var least = Int.max
    for _ in 0..<jobCount {
      let count = try tokens.nextInteger("a number of operations", in: 0...max(1, size))
      var job: [[FlexibleJobShopInstance.Alternative]] = []
      for _ in 0..<count {
        let choices = try tokens.nextInteger("a number of machines", in: 1...machineCount)
        var operation: [FlexibleJobShopInstance.Alternative] = []
        for _ in 0..<choices {
          let machine = try tokens.nextInteger("a machine", in: 0...machineCount)
          let duration = try tokens.nextInteger("a duration", in: 0...Int.max)
          least = min(least, machine)
          operation.append(.init(machine: machine, duration: duration))
        }
        job.append(operation)
      }
      jobs.append(job)
    }
    if let token = tokens.next() {
      throw InstanceError(
        at: tokens.location(of: token), found: quoted(token.text), expected: "the end of the file")
    }
    guard least > 0 else { return (jobs, machineCount) }
    return (
      jobs.map { $0.map { $0.map { .init(machine: $0.machine - 1, duration: $0.duration) } } },
      machineCount
    )
  }
}
