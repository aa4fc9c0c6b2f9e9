import OptCore

extension ShopOracle {
  /// What a random shop may have.
  public struct Traits: OptionSet, Sendable {
    /// Bits.
    public let rawValue: Int
    /// Wraps bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Releases of jobs and operations.
    public static let releases = Traits(rawValue: 1)
    /// Releases of machines.
    public static let machineReleases = Traits(rawValue: 2)
    /// Downtimes.
    public static let downtimes = Traits(rawValue: 4)
    /// Setups that keep the triangle inequality.
    public static let setups = Traits(rawValue: 8)
    /// Everything.
    public static let all: Traits = [.releases, .machineReleases, .downtimes, .setups]

    /// Each trait with probability 1/3.
    public static func random(_ random: inout RandomStream) -> Traits {
      Traits(rawValue: (0..<4).reduce(0) { $0 | (random.below(3) == 0 ? 1 << $1 : 0) })
    }
  }

  /// A shop of 1 to 3 machines and 1 to 3 jobs with together at most `operations` operations of durations 0 to 6.
  ///
  /// Due dates, weights and scheduled starts are always there; the makespan of a shop with scheduled starts respects them as releases.
  public static func random(
    _ random: inout RandomStream, operations: Int = 6, traits: Traits = []
  ) -> ShopOracle {
    let machineCount = 1 + random.below(3)
    var jobs: [[[(machine: Int, duration: Int)]]] = []
    var left = operations
    for _ in 0...random.below(3) {
      let count = min(left, random.below(5))
      left -= count
      jobs.append(
        (0..<count).map { _ in
          var machines = Array(0..<machineCount)
          machines.shuffle(using: &random)
          return machines.prefix(1 + random.below(machineCount)).map { ($0, random.below(7)) }
        })
    }
    var shop = ShopOracle(machineCount: machineCount, jobs: jobs)
    shop.addConditions(&random, traits)
    return shop
  }

  private mutating func addConditions(_ random: inout RandomStream, _ traits: Traits) {
    if traits.contains(.releases) {
      jobRelease = jobs.map { _ in random.below(6) }
      operationRelease = jobs.map { $0.map { _ in random.below(3) * random.below(5) } }
    }
    if traits.contains(.machineReleases) {
      machineRelease = (0..<machineCount).map { _ in random.below(3) * random.below(8) }
    }
    if traits.contains(.downtimes) {
      downtimes = (0..<random.below(5)).map { _ in
        let start = random.below(12)
        return (random.below(machineCount), start, start + random.below(6))
      }
    }
    if traits.contains(.setups) {
      jobType = jobs.map { _ in random.below(2) }
      setup = (0..<machineCount).map { _ in
        [[0, random.below(4)], [random.below(4), 0]]
      }
    }
    due = jobs.map { _ in random.below(15) }
    weight = jobs.map { _ in random.below(4) }
    scheduledStart = jobs.map { job in
      var start = 0
      return job.map { _ in
        start += random.below(5)
        return start
      }
    }
  }
}
