import Glibc
import OptCore

/// Picks among competitors by a rule: the smallest key, or with bias one of the smallest.
///
/// Ties: the earlier end, then more work left in the job, then the smaller operation and machine.
struct DispatchChoice {
  private let table: DispatchTable
  private let priority: DispatchRule.Priority
  private let bias: Double?
  private let ready: UnsafeMutablePointer<Int>
  private let rankKey: UnsafeMutablePointer<Double>
  private let rankAlternative: UnsafeMutablePointer<Int>
  private var count = 0
  private var best = -1
  private var bestKey = Double.infinity
  private var bestEnd = Int.max
  private var bestOperation = Int.max

  /// An empty choice; it uses the dispatcher's buffers.
  @inline(__always)
  init(_ rule: DispatchRule, _ dispatcher: ShopDispatcher) {
    table = dispatcher.table
    priority = rule.priority
    bias = rule.bias
    ready = dispatcher.ready
    rankKey = dispatcher.rankKey
    rankAlternative = dispatcher.rankAlternative
  }

  /// Takes a competitor into account that would start at `time` and take `length`.
  @inline(__always)
  mutating func consider(
    _ job: Int, _ i: Int, _ a: Int, _ length: Int, at time: Int, _ random: inout RandomStream
  ) {
    let key = priority == .random ? random.unit() : key(job, i, length, at: time)
    if bias != nil {
      rankKey[count] = key
      rankAlternative[count] = a
      count &+= 1
      return
    }
    if key > bestKey { return }
    let end = time &+ length
    if key == bestKey {
      if end > bestEnd { return }
      if end == bestEnd {
        let more = table.workLeft[i] &- table.workLeft[bestOperation]
        if more < 0 || (more == 0 && a > best) { return }
      }
    }
    (best, bestKey, bestEnd, bestOperation) = (a, key, end, i)
  }

  /// The alternative picked; -1 when nothing competes.
  @inline(__always)
  mutating func result(_ random: inout RandomStream) -> Int {
    guard let bias, count > 0 else { return best }
    var rank = 0
    while rank < count &- 1, random.unit() >= bias { rank &+= 1 }
    // The smallest `rank + 1` keys go to the front, one by one.
    var front = 0
    while front <= rank {
      var least = front
      var index = front &+ 1
      while index < count {
        if rankKey[index] < rankKey[least] { least = index }
        index &+= 1
      }
      let (key, a) = (rankKey[least], rankAlternative[least])
      rankKey[least] = rankKey[front]
      rankAlternative[least] = rankAlternative[front]
      rankKey[front] = key
      rankAlternative[front] = a
      front &+= 1
    }
    return rankAlternative[rank]
  }

  /// The key of a competitor: the smallest goes first.
  @inline(__always)
  func key(_ job: Int, _ i: Int, _ length: Int, at time: Int) -> Double {
    switch priority {
    case .eet: return Double(time &+ length)
    case .fifo: return Double(ready[job])
    case .spt: return Double(length)
    case .lpt: return -Double(length)
    case .mwkr: return -Double(table.workLeft[i])
    case .lwkr: return Double(table.workLeft[i])
    case .mopnr: return Double(i &- table.firstOperation[job &+ 1])
    case .lopnr: return Double(table.firstOperation[job &+ 1] &- i)
    case .fddMwkr: return Double(table.flowDue[i]) / Double(max(1, table.workLeft[i]))
    case .lrm: return -Double(table.workLeft[i] &- table.shortest[i])
    case .edd: return Double(table.due[i])
    case .mdd: return Double(max(table.due[i], time &+ rest(i, length)))
    case .atc: return apparentCost(i, length, time)
    case .random: return 0
    }
  }

  /// What is left before the due date: the job's work for total tardiness, the duration for makespan, nothing for start delay.
  @inline(__always)
  private func rest(_ i: Int, _ length: Int) -> Int {
    switch table.objective {
    case .makespan: length
    case .startDelay: 0
    case .totalTardiness: length &+ table.workLeft[i] &- table.shortest[i]
    }
  }

  private func apparentCost(_ i: Int, _ length: Int, _ time: Int) -> Double {
    let slack = Double(max(0, table.due[i] &- rest(i, length) &- time))
    // The logarithm orders alike and does not underflow.
    let logLength =
      length < table.logCount ? table.logLength[length] : log(Double(length))
    let worth = table.logWeight[i] - logLength
    return slack / (2 * max(1, table.meanDuration)) - worth
  }
}
