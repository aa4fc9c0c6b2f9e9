/// The operations of a load relaxation in flat buffers, and which rows cover which alternatives.
final class LoadData {
  let operationCount: Int
  let alternativeCount: Int
  /// `firstAlternative[i]`, one more than operations.
  let firstAlternative: UnsafeMutablePointer<Int>
  /// `machines[a]`.
  let machines: UnsafeMutablePointer<Int>
  /// `durations[a]`.
  let durations: UnsafeMutablePointer<Double>
  /// `heads[a]`: no earlier start as this alternative.
  let heads: UnsafeMutablePointer<Int>
  /// `tails[a]`: at least this follows.
  let tails: UnsafeMutablePointer<Int>
  /// `firstRow[a]`: where the rows that cover alternative a begin in `coveringRows`; one more than alternatives.
  let firstRow: UnsafeMutablePointer<Int>
  /// Row numbers by alternative.
  private(set) var coveringRows: UnsafeMutablePointer<Int32>
  private var capacity = 0

  /// All alternatives of an instance.
  convenience init(_ instance: FlexibleJobShopInstance, _ bounds: ShopHeads) {
    var tails = [Int](repeating: 0, count: instance.alternativeCount)
    for i in 0..<instance.operationCount {
      for a in instance.alternatives(of: i) { tails[a] = bounds.tails[i] }
    }
    self.init(
      firstAlternative: instance.firstAlternative, machines: instance.machines,
      durations: instance.durations, heads: bounds.alternativeStarts, tails: tails)
  }

  /// Operations given by their alternatives: `firstAlternative` has one entry more than operations, the other lists one per alternative.
  init(
    firstAlternative first: [Int], machines: [Int], durations: [Int], heads: [Int], tails: [Int]
  ) {
    operationCount = first.count - 1
    alternativeCount = machines.count
    firstAlternative = LoadData.copy(first)
    self.machines = LoadData.copy(machines)
    self.durations = LoadData.copy(durations.map(Double.init))
    self.heads = LoadData.copy(heads)
    self.tails = LoadData.copy(tails)
    firstRow = .allocate(capacity: alternativeCount + 1)
    firstRow.initialize(repeating: 0, count: alternativeCount + 1)
    coveringRows = .allocate(capacity: 1)
  }

  deinit {
    firstAlternative.deallocate()
    machines.deallocate()
    durations.deallocate()
    heads.deallocate()
    tails.deallocate()
    firstRow.deallocate()
    coveringRows.deallocate()
  }

  private static func copy<Number: BitwiseCopyable>(
    _ list: [Number]
  ) -> UnsafeMutablePointer<Number> {
    let buffer = UnsafeMutablePointer<Number>.allocate(capacity: max(1, list.count))
    list.withUnsafeBufferPointer { source in
      for (k, value) in source.enumerated() { (buffer + k).initialize(to: value) }
    }
    return buffer
  }

  /// The sum of the shortest durations.
  var shortestWork: Double {
    var sum = 0.0
    for i in 0..<operationCount {
      sum += (firstAlternative[i]..<firstAlternative[i + 1]).reduce(.infinity) {
        min($0, durations[$1])
      }
    }
    return sum
  }

  /// Finds the alternatives every row covers.
  ///
  /// - Complexity: O(rows plus covered pairs plus A).
  func cover(by rows: LoadRows, machineCount: Int) {
    var byMachine = [[Int]](repeating: [], count: machineCount)
    for r in 0..<rows.count { byMachine[rows.machines[r]].append(r) }
    var total = 0
    for a in 0..<alternativeCount { total += byMachine[machines[a]].count }
    if total > capacity {
      coveringRows.deallocate()
      capacity = total
      coveringRows = .allocate(capacity: capacity)
    }
    var end = 0
    for a in 0..<alternativeCount {
      firstRow[a] = end
      for r in byMachine[machines[a]] where rows.heads[r] <= heads[a] && rows.tails[r] <= tails[a] {
        (coveringRows + end).initialize(to: Int32(r))
        end += 1
      }
    }
    firstRow[alternativeCount] = end
  }
}
