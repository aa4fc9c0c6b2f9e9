import OptCore

extension ShopRecipe {
  /// Draws downtimes, then setups, then due dates and weights.
  ///
  /// Setup times between types are uniform on 10...20 and 0 within a type, so that none is longer than a way through another type.
  ///
  /// - Source: due dates by the total work content of Conway, Maxwell and Miller (1967), "Theory of scheduling".
  func add(
    to conditions: inout ShopConditions, of jobs: [[[FlexibleJobShopInstance.Alternative]]],
    seed: UInt64
  ) {
    var stream = RandomStream(seed: seed, worker: 1)
    if let breakdowns {
      let horizon = jobs.joined().reduce(0) { sum, operation in
        sum + operation.reduce(0) { max($0, $1.duration) }
      }
      conditions.downtimes = breakdowns.downtimes(
        until: horizon, machines: machines, &stream)
    }
    if setupTypes > 0 {
      let types = jobs.map { _ in stream.below(setupTypes) }
      let matrix = (0..<machines).map { _ in
        (0..<setupTypes).map { from in
          (0..<setupTypes).map { $0 == from ? 0 : stream.integer(in: 10...20) }
        }
      }
      conditions.setup = .init(jobType: types, matrix: matrix)
    }
    if dueFactor > 0 {
      conditions.jobDue = jobs.map { job in
        let work = job.reduce(0.0) { sum, operation in
          sum + Double(operation.reduce(0) { $0 + $1.duration }) / Double(operation.count)
        }
        return Int((dueFactor * work).rounded())
      }
    }
    if isWeighted { conditions.jobWeight = jobs.map { _ in stream.integer(in: 1...10) } }
  }
}

extension ShopRecipe {
  /// The most alternatives, downtimes or setup times that may be drawn, whichever are more.
  var largestSize: Int {
    let operations = jobs * max(0, operations)
    let alternatives = kind == .taillard ? operations : operations * machines
    let horizon = operations * (kind == .delay ? 29 : longest)
    let downtimes = breakdowns.map { $0.largestCount(until: horizon, machines: machines) } ?? 0
    return max(alternatives, downtimes, machines * setupTypes * setupTypes)
  }
}

extension ShopRecipe.Breakdowns {
  private var share: Double {
    switch self {
    case .low: 0.2
    case .mid: 0.35
    case .high: 0.5
    }
  }

  private var length: Int { self == .high ? 50 : 100 }

  private var pause: ClosedRange<Int> {
    switch self {
    case .low: 400...600
    case .mid: 175...300
    case .high: 100...200
    }
  }

  private func count(of machines: Int) -> Int { max(1, Int(share * Double(machines))) }

  /// No more downtimes are drawn.
  func largestCount(until horizon: Int, machines: Int) -> Int {
    (horizon / (length + pause.lowerBound) + 1) * count(of: machines)
  }

  /// Some machines, at least one, are down at a time; the first time after 50 to 150.
  func downtimes(
    until horizon: Int, machines: Int, _ stream: inout RandomStream
  ) -> [ShopConditions.Downtime] {
    var downtimes: [ShopConditions.Downtime] = []
    let count = count(of: machines)
    var time = stream.integer(in: 50...150)
    while time < horizon {
      for machine in stream.choose(count, of: machines) {
        downtimes.append(.init(machine: machine, start: time, end: time + length))
      }
      time += length + stream.integer(in: pause)
    }
    return downtimes
  }
}
