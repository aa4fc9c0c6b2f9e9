import Metaheuristics
import OptCore

/// Variable neighbourhood descent by insertions and swaps, then block insertions, and the kicks that restart it.
///
/// The best insertion or swap of one job is found and made at once; the jobs in the changed range are queued
/// again. A job searched in vain is not looked at until a move touches its surroundings. Only when no job is
/// queued are blocks tried, and the first block moved leads back to single jobs.
///
/// - Source: Mladenović and Hansen (1997), "Variable neighborhood search"; Bentley (1992), "Fast algorithms for
///   geometric traveling salesman problems" (jobs not looked at).
package struct SequenceSearch<Value, Weights>: IteratedSearch, Sendable
where Value: SearchInteger, Weights: TardinessWeights {
  /// The sequence being improved.
  package private(set) var current: SequenceState<Value, Weights>
  /// The sequence kept.
  package private(set) var accepted: SequenceState<Value, Weights>
  private let parameters: LocalSearchParameters
  /// Jobs whose insertions and swaps are to be searched.
  private var queue: JobQueue
  /// Jobs whose blocks are to be searched; stays empty when blocks are not moved.
  private var blockQueue: JobQueue
  /// Positions where `current` may differ from `accepted`; empty when `low >= high`.
  private var low: Int
  private var high = 0
  /// Pairs that may still be looked at before the next poll.
  private var credit = 0

  /// Starts at a sequence with every job queued.
  package init(
    _ state: consuming SequenceState<Value, Weights>, _ parameters: LocalSearchParameters
  ) {
    self.parameters = parameters
    queue = JobQueue(jobCount: state.count)
    blockQueue = JobQueue(jobCount: state.count)
    low = state.count
    accepted = state
    current = state
    queueRange(0, current.count)
  }

  /// The total weighted tardiness of the current sequence.
  package var cost: Int { Int(current.total) }

  /// The total weighted tardiness of the accepted sequence.
  package var acceptedCost: Int { Int(accepted.total) }

  /// Empties the queues, making the best move of each job in turn.
  package mutating func improve(while goesOn: () -> Bool) {
    while true {
      while let job = queue.pop() {
        if mayGoOn(goesOn) {
          improve(at: Int(current.position[Int(job)]))
        } else {
          queue.push(job)
          return
        }
      }
      guard let job = blockQueue.pop() else { return }
      if mayGoOn(goesOn) {
        improveBlocks(at: Int(current.position[Int(job)]))
      } else {
        blockQueue.push(job)
        return
      }
    }
  }

  /// Polls once in a while, measured by the pairs of positions looked at.
  @inline(__always)
  private mutating func mayGoOn(_ goesOn: () -> Bool) -> Bool {
    credit &-= current.count
    if credit >= 0 { return true }
    credit = 1 << 18
    return goesOn()
  }

  /// Makes the best insertion or swap of the job at a position, if it improves.
  @inline(__always)
  private mutating func improve(at i: Int) {
    var best = MoveChoice<Value>()
    current.scanForward(i, current.count, &best)
    current.scanBackward(i, 0, &best)
    if best.delta < 0 { make(best) }
  }

  /// Makes the best move of a block that starts at a position, if it improves.
  private mutating func improveBlocks(at i: Int) {
    var best = MoveChoice<Value>()
    var length = 2
    while length <= parameters.blockLength {
      current.scanBlockForward(i, length: length, current.count, &best)
      current.scanBlockBackward(i, length: length, 0, &best)
      length &+= 1
    }
    if best.delta < 0 { make(best) }
  }

  private mutating func make(_ choice: MoveChoice<Value>) {
    current.apply(choice)
    switch choice.move {
    case .swap(let i, let k): changed(i, k &+ 1)
    case .rotate(let first, _, let end): changed(first, end)
    }
  }

  /// Notes that positions `first..<end` changed and queues their jobs and the two neighbours.
  private mutating func changed(_ first: Int, _ end: Int) {
    low = min(low, first)
    high = max(high, end)
    queueRange(max(0, first &- 1), min(current.count, end &+ 1))
  }

  private mutating func queueRange(_ first: Int, _ end: Int) {
    var k = first
    while k < end {
      queue.push(current.job[k])
      if parameters.blockLength > 1 { blockQueue.push(current.job[k]) }
      k &+= 1
    }
  }

  /// Exchanges random jobs within a window of random width around a random tardy job.
  ///
  /// Widths are spread evenly on a logarithmic scale: narrow kicks repair details, wide ones exchange jobs
  /// across the whole sequence.
  package mutating func kick(using random: inout RandomStream) {
    let count = current.count
    if count < 2 { return }
    let window = Kick.window(in: current, parameters, using: &random)
    var swaps = parameters.kickSwaps
    while swaps > 0 {
      let i = window.lowerBound &+ random.below(window.count)
      let k = window.lowerBound &+ random.below(window.count)
      if i != k {
        current.swap(min(i, k), max(i, k))
        changed(min(i, k), max(i, k) &+ 1)
      }
      swaps &-= 1
    }
  }

  /// Keeps the current sequence.
  package mutating func accept() {
    accepted.copy(from: current, low, high)
    forgetChanges()
  }

  /// Returns to the accepted sequence.
  package mutating func reject() {
    current.copy(from: accepted, low, high)
    forgetChanges()
  }

  private mutating func forgetChanges() {
    low = current.count
    high = 0
  }
}
