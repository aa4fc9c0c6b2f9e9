/// A sequence with what the neighbourhoods read of it, one array entry per position.
///
/// `Value` is `Int32` where every sum fits (`SingleMachineInstance.searchFitsIn32Bits`), else `Int`.
///
/// - Invariant: for every position k with job j: `processing[k] = p[j]`, `due[k] = d[j]`, `weight[k] = w[j]`,
///   `completion[k]` is the sum of `processing[0...k]`, `lateness[k] = completion[k] - due[k]`,
///   `position[j] = k`, the cost at k is `weight[k] * max(0, lateness[k])`.
package struct SequenceState<Value, Weights>: Sendable
where Value: SearchInteger, Weights: TardinessWeights {
  /// The job at each position.
  package private(set) var job: [Int32]
  /// The position of each job.
  package private(set) var position: [Int32]
  package private(set) var processing: [Value]
  package private(set) var due: [Value]
  package private(set) var weight: [Value]
  package private(set) var completion: [Value]
  package private(set) var lateness: [Value]
  /// `tardyWeight[k]`: sum of the weights of the tardy jobs at positions below k; `count + 1` entries.
  package private(set) var tardyWeight: [Value]
  /// `tardyCost[k]`: sum of the costs at positions below k; `count + 1` entries, the last one is `total`.
  package private(set) var tardyCost: [Value]
  /// The total weighted tardiness.
  package var total: Value { tardyCost[job.count] }

  /// Starts from a permutation of the instance's jobs.
  ///
  /// - Complexity: O(n).
  package init(_ instance: SingleMachineInstance, sequence: [Int]) {
    let count = sequence.count
    job = sequence.map { Int32(truncatingIfNeeded: $0) }
    position = [Int32](repeating: 0, count: count)
    processing = sequence.map { Value(truncatingIfNeeded: instance.processingTimes[$0]) }
    due = sequence.map { Value(truncatingIfNeeded: instance.dueDates[$0]) }
    weight = sequence.map { Value(truncatingIfNeeded: instance.weights[$0]) }
    completion = [Value](repeating: 0, count: count)
    lateness = [Value](repeating: 0, count: count)
    tardyWeight = [Value](repeating: 0, count: count + 1)
    tardyCost = [Value](repeating: 0, count: count + 1)
    refresh(0, count)
  }

  /// The number of jobs.
  package var count: Int { job.count }

  /// The sequence as job numbers.
  package var sequence: [Int] { job.map { Int($0) } }

  /// The cost of the job at a position.
  @inline(__always)
  package func cost(_ k: Int) -> Value {
    Weights.cost(max(0, lateness[k]), weight[k])
  }

  /// Recomputes what depends on the order after the jobs at `low..<high` were permuted.
  ///
  /// - Complexity: O(high - low), and O(count - high) additions when the cost of the range changed.
  private mutating func refresh(_ low: Int, _ high: Int) {
    var time: Value = low == 0 ? 0 : completion[low &- 1]
    var tardy = tardyWeight[low]
    var cost = tardyCost[low]
    var k = low
    while k < high {
      time &+= processing[k]
      completion[k] = time
      let late = time &- due[k]
      lateness[k] = late
      position[Int(job[k])] = Int32(truncatingIfNeeded: k)
      tardyWeight[k] = tardy
      tardyCost[k] = cost
      if late > 0 { tardy &+= weight[k] }
      cost &+= Weights.cost(max(0, late), weight[k])
      k &+= 1
    }
    add(tardy &- tardyWeight[high], to: &tardyWeight, from: high)
    add(cost &- tardyCost[high], to: &tardyCost, from: high)
  }

  private func add(_ change: Value, to sums: inout [Value], from first: Int) {
    if change == 0 { return }
    var k = first
    while k < sums.count {
      sums[k] &+= change
      k &+= 1
    }
  }

  /// Exchanges the jobs at positions `i < k`.
  package mutating func swap(_ i: Int, _ k: Int) {
    job.swapAt(i, k)
    processing.swapAt(i, k)
    due.swapAt(i, k)
    weight.swapAt(i, k)
    refresh(i, k &+ 1)
  }

  /// Exchanges the neighbouring blocks `low..<middle` and `middle..<high`.
  package mutating func rotate(_ low: Int, _ middle: Int, _ high: Int) {
    rotateEntries(&job, low, middle, high)
    rotateEntries(&processing, low, middle, high)
    rotateEntries(&due, low, middle, high)
    rotateEntries(&weight, low, middle, high)
    refresh(low, high)
  }

  /// Makes positions `low..<high` those of `other`, which holds the same jobs there.
  ///
  /// When the two states are equal elsewhere, they are equal afterwards.
  package mutating func copy(from other: borrowing Self, _ low: Int, _ high: Int) {
    var k = low
    while k < high {
      job[k] = other.job[k]
      processing[k] = other.processing[k]
      due[k] = other.due[k]
      weight[k] = other.weight[k]
      k &+= 1
    }
    if low < high { refresh(low, high) }
  }
}

/// Exchanges two neighbouring blocks of an array by moving the shorter one aside.
@inline(__always)
private func rotateEntries<Entry: BitwiseCopyable>(
  _ entries: inout [Entry], _ low: Int, _ middle: Int, _ high: Int
) {
  if middle &- low == 1 {
    let moved = entries[low]
    var k = low
    while k < high &- 1 {
      entries[k] = entries[k &+ 1]
      k &+= 1
    }
    entries[high &- 1] = moved
  } else if high &- middle == 1 {
    let moved = entries[middle]
    var k = middle
    while k > low {
      entries[k] = entries[k &- 1]
      k &-= 1
    }
    entries[low] = moved
  } else {
    reverse(&entries, low, middle)
    reverse(&entries, middle, high)
    reverse(&entries, low, high)
  }
}

@inline(__always)
private func reverse<Entry: BitwiseCopyable>(_ entries: inout [Entry], _ low: Int, _ high: Int) {
  var i = low
  var k = high &- 1
  while i < k {
    let entry = entries[i]
    entries[i] = entries[k]
    entries[k] = entry
    i &+= 1
    k &-= 1
  }
}
