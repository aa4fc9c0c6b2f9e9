/// Prices of machine time whose value is a lower bound on the makespan: the load bound.
///
/// The linear relaxation `min C`, every operation shared out over its machines, every machine's work inside every window of heads and
/// tails at most C, is solved through its dual. Rows start with one per machine; then the preemptive schedule of every machine under
/// the current shares names a violated window, until none is left or time is up.
/// It dominates loads per machine and per set of machines, with and without heads and tails; only what follows from single jobs
/// and from rounding up per set is beyond it.
///
/// - Source: Lenstra, Shmoys and Tardos (1990), "Approximation algorithms for scheduling unrelated parallel machines"; rows: Carlier
///   (1982), "The one-machine sequencing problem".
package struct LoadPrices: Sendable {
  /// No makespan is smaller: certified in exact integers.
  package private(set) var bound = 0
  /// The value of the prices as a real number.
  package private(set) var value = 0.0
  /// The linear relaxation over all its rows is between `value` and (about) this when `isComplete`.
  package private(set) var ceiling = 0.0
  /// `prices[r]` of a unit of work in row r, sum 1.
  package private(set) var prices: [Double] = []
  /// `costs[a]`: price times duration of alternative a, in units of makespan.
  package private(set) var costs: [Double]
  /// `shares[a]`: part of its operation that alternative a has in a nearly optimal solution of the relaxation.
  package private(set) var shares: [Double]
  /// Rounds of new rows.
  package private(set) var rounds = 0
  /// Whether no violated window was left.
  package private(set) var isComplete = false
  /// The number of rows at the end.
  package var rowCount: Int { rows.count }

  private var rows = LoadRows()
  private var baseCount = 0
  private let machineCount: Int
  /// Value of the rounded prices times their sum, the sum, and cost by alternative in the same unit.
  private var certificate: (value: Int128, total: Int128, costs: [Int128]) = (0, 0, [])

  /// Finds prices.
  ///
  /// - Parameters:
  ///   - heads: of the instance.
  ///   - atLeast: a bound on the makespan that holds already, for downtimes and machines released late.
  ///   - rounds: most rounds of new rows; 0 leaves one row per machine.
  ///   - shouldStop: asked between steps; prices found so far are kept.
  package init(
    _ instance: FlexibleJobShopInstance, heads: ShopHeads, atLeast: Int = 0, rounds: Int = 30,
    shouldStop: () -> Bool = { false }
  ) {
    self.init(
      LoadData(instance, heads), machineCount: instance.machineCount, MachineDowntimes(instance),
      atLeast: max(atLeast, JobBound.makespan(heads)), rounds: rounds, shouldStop: shouldStop)
  }

  init(
    _ data: LoadData, machineCount: Int, _ downtimes: MachineDowntimes, atLeast: Int, rounds: Int,
    shouldStop: () -> Bool
  ) {
    costs = Array(repeating: 0, count: data.alternativeCount)
    shares = costs
    bound = atLeast
    self.machineCount = machineCount
    guard data.operationCount > 0 else { return }
    addBaseRows(data, downtimes)
    prices = Array(repeating: 1 / Double(rows.count), count: rows.count)
    raise(data, downtimes, rounds, shouldStop)
    certify(data)
    fillCosts(data)
  }

  private mutating func addBaseRows(_ data: LoadData, _ downtimes: MachineDowntimes) {
    var heads = [Int](repeating: .max, count: machineCount)
    var tails = heads
    for a in 0..<data.alternativeCount {
      heads[data.machines[a]] = min(heads[data.machines[a]], data.heads[a])
      tails[data.machines[a]] = min(tails[data.machines[a]], data.tails[a])
    }
    for k in heads.indices where heads[k] < .max {
      rows.add(machine: k, head: heads[k], tail: tails[k], downtimes, atLeast: bound)
    }
    baseCount = rows.count
  }

  /// Alternates between prices for the rows there are and rows that the shares violate.
  private mutating func raise(
    _ data: LoadData, _ downtimes: MachineDowntimes, _ limit: Int, _ shouldStop: () -> Bool
  ) {
    let scale = max(Double(bound), data.shortestWork / Double(rows.count))
    guard scale > 0 else { return }
    var softness = scale / Double(2 * rows.count)
    while true {
      data.cover(by: rows, machineCount: machineCount)
      let isLast = rounds >= limit
      improve(data, from: softness, precision: isLast ? 1e-6 : 2e-4, scale, shouldStop)
      guard !isLast, !shouldStop() else { return }
      let violated = violatedRows(data, above: ceiling + 1e-4 * scale)
      isComplete = violated.isEmpty
      guard !isComplete, rows.count + violated.count <= PriceAscent.largestMatrix else {
        improve(data, from: scale * 1e-4 / Double(rows.count), precision: 1e-6, scale, shouldStop)
        return
      }
      dropIdleRows()
      for row in violated {
        rows.add(
          machine: row.machine, head: row.head, tail: row.tail, downtimes, atLeast: bound)
        prices.append(0.02 / Double(violated.count))
      }
      let sum = prices.reduce(0, +)
      for r in prices.indices { prices[r] /= sum }
      rounds += 1
      softness = scale * 1e-3 / Double(rows.count)
    }
  }

  private mutating func improve(
    _ data: LoadData, from softness: Double, precision: Double, _ scale: Double,
    _ shouldStop: () -> Bool
  ) {
    var ascent = PriceAscent(data, rows, prices: prices)
    ascent.run(
      softness: softness, to: 0.1 * precision * scale / Double(rows.count),
      tolerance: precision * scale, shouldStop)
    if ascent.value > -.infinity {
      prices = ascent.best
      value = ascent.value
      ceiling = ascent.ceiling
      shares = ascent.shares
    }
  }

  /// Forgets added rows that cost nothing.
  private mutating func dropIdleRows() {
    let least = 1e-4 / Double(rows.count)
    let isKept = prices.indices.map { $0 < baseCount || prices[$0] > least }
    rows.keep(isKept)
    prices = prices.indices.filter { isKept[$0] }.map { prices[$0] }
  }

  /// By machine the window whose work under the current shares is largest, where it is above a level.
  private func violatedRows(
    _ data: LoadData, above level: Double
  ) -> [(machine: Int, head: Int, tail: Int)] {
    var items = [[JacksonSchedule.Item]](repeating: [], count: machineCount)
    for a in 0..<data.alternativeCount where shares[a] > 1e-7 {
      items[data.machines[a]].append(
        .init(
          head: Double(data.heads[a]), duration: shares[a] * data.durations[a],
          tail: Double(data.tails[a])))
    }
    var found: [(machine: Int, head: Int, tail: Int)] = []
    for machine in items.indices where !items[machine].isEmpty {
      let schedule = JacksonSchedule(items[machine])
      guard schedule.value > level else { continue }
      let (head, tail) = (Int(schedule.criticalHead), Int(schedule.criticalTail))
      if !rows.contains(machine: machine, head: head, tail: tail) {
        found.append((machine, head, tail))
      }
    }
    return found
  }

  /// Whether no schedule with a makespan of at most `limit` lets operation i run as its alternative a; certified in exact integers.
  ///
  /// - Parameter alternatives: those of operation i.
  func excludes(_ a: Int, among alternatives: Range<Int>, limit: Int) -> Bool {
    guard certificate.total > 0 else { return false }
    let least = alternatives.reduce(Int128.max) { min($0, certificate.costs[$1]) }
    return certificate.value - least + certificate.costs[a] > Int128(limit) * certificate.total
  }

  /// By alternative, how much dearer it is than the cheapest alternative of its operation, in units of makespan: the bound on schedules
  /// that use the alternative is larger by this.
  ///
  /// - Complexity: O(A).
  package func reducedCosts(of instance: FlexibleJobShopInstance) -> [Double] {
    var reduced = costs
    for i in 0..<instance.operationCount {
      let alternatives = instance.alternatives(of: i)
      let least = alternatives.reduce(Double.infinity) { min($0, costs[$1]) }
      for a in alternatives { reduced[a] = costs[a] - least }
    }
    return reduced
  }

  /// Rounds prices to integers and computes their value in integers: that is the bound.
  private mutating func certify(_ data: LoadData) {
    let unit = Double(1 << 24)
    let whole = prices.map { Int128(max(0, ($0 * unit).rounded())) }
    let total = whole.reduce(0, +)
    guard total > 0 else { return }
    var sum = zip(whole, rows.constants).reduce(Int128(0)) { $0 + $1.0 * Int128($1.1) }
    var costs = [Int128](repeating: 0, count: data.alternativeCount)
    for i in 0..<data.operationCount {
      var least = Int128.max
      for a in data.firstAlternative[i]..<data.firstAlternative[i + 1] {
        var price = Int128(0)
        for k in data.firstRow[a]..<data.firstRow[a + 1] {
          price += whole[Int(data.coveringRows[k])]
        }
        costs[a] = price * Int128(data.durations[a])
        least = min(least, costs[a])
      }
      sum += least
    }
    certificate = (sum, total, costs)
    bound = max(bound, Int((sum + total - 1) / total))
  }

  private mutating func fillCosts(_ data: LoadData) {
    for a in costs.indices {
      var price = 0.0
      for k in data.firstRow[a]..<data.firstRow[a + 1] {
        price += prices[Int(data.coveringRows[k])]
      }
      costs[a] = price * data.durations[a]
    }
  }
}
