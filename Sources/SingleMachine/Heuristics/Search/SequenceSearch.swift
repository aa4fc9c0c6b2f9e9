import Metaheuristics
import OptCore

/// Variable neighbourhood descent by insertions and swaps, then block insertions, and the kicks that restart it.
///
/// The best insertion or swap of one job is found and made at once; the jobs in the changed range are queued
/// again. A job searched in vain is not looked at until a move touches its surroundings. Only when no job is
/// queued are blocks tried, and the first block moved leads back to single jobs. The first local optimum is
/// verified with all jobs queued; after kicks that would cost more than it gives.
///
/// - Source: Mladenović and Hansen (1997), "Variable neighborhood search"; Bentley (1992), "Fast algorithms for
///   geometric traveling salesman problems" (jobs not looked at).
package struct SequenceSearch<Value, Weights>: IteratedSearch, Sendable
where Value: SearchInteger, Weights: TardinessWeights {
  private var pair: SequencePair<Value, Weights>
  private let parameters: LocalSearchParameters
  /// Jobs whose insertions and swaps are to be searched.
  private var queue: JobQueue
  /// Jobs whose blocks are to be searched; stays empty when blocks are not moved.
  private var blockQueue: JobQueue
  /// Greatest distance of a move; grows to the whole sequence before the first local optimum.
  private var reach: Int
  /// Whether a job left unqueued may have an improving move across the ranges changed since.
  private var mustVerify = false
  /// Whether the first local optimum, which is verified job by job, has yet to be reached.
  private var isFirst = true
  /// Pairs that may still be looked at before the next poll.
  private var credit = 0

  /// Starts at a sequence with every job queued.
  package init(
    _ state: consuming SequenceState<Value, Weights>, _ parameters: LocalSearchParameters
  ) {
    self.parameters = parameters
    reach = min(max(1, state.count), SequenceSearch.firstReach)
    queue = JobQueue(jobCount: state.count)
    blockQueue = JobQueue(jobCount: state.count)
    pair = SequencePair(state)
    queueJobs(around: 0..<pair.current.count)
  }

  /// Distance of moves in the first round on long sequences.
  private static var firstReach: Int { 128 }

  /// The total weighted tardiness of the current sequence.
  package var cost: Int { Int(pair.current.total) }

  /// The total weighted tardiness of the accepted sequence.
  package var acceptedCost: Int { Int(pair.accepted.total) }

  /// The accepted sequence.
  package var acceptedSequence: [Int] { pair.accepted.sequence }

  /// Empties the queues, making the best move of each job in turn.
  package mutating func improve(while goesOn: () -> Bool) {
    while true {
      while let job = queue.pop() {
        if mayGoOn(goesOn) {
          improve(at: Int(pair.current.position[Int(job)]))
        } else {
          queue.push(job)
          return
        }
      }
      guard let job = blockQueue.pop() else {
        if isVerified() { return }
        continue
      }
      if mayGoOn(goesOn) {
        improveBlocks(at: Int(pair.current.position[Int(job)]))
      } else {
        blockQueue.push(job)
        return
      }
    }
  }

  /// Queues every job again until the first local optimum stands a full round; later ones are not verified.
  ///
  /// Before that, local optima of moves of growing distance are reached: on long sequences near moves remove most
  /// of the tardiness at a small part of the price.
  private mutating func isVerified() -> Bool {
    if !isFirst { return true }
    if !mustVerify, reach >= pair.current.count {
      isFirst = false
      return true
    }
    mustVerify = false
    reach = min(max(1, pair.current.count), reach * 8)
    queueJobs(around: 0..<pair.current.count)
    return false
  }

  /// Makes an improving move.
  private mutating func make(_ move: SequenceMove) {
    mustVerify = true
    queueJobs(around: pair.apply(move))
  }

  /// Polls once in a while, measured by the pairs of positions looked at.
  @inline(__always)
  private mutating func mayGoOn(_ goesOn: () -> Bool) -> Bool {
    credit &-= reach
    if credit >= 0 { return true }
    credit = 1 << 18
    return goesOn()
  }

  /// Makes the best insertion or swap of the job at a position, if it improves.
  @inline(__always)
  private mutating func improve(at i: Int) {
    var best = MoveChoice<Value>()
    pair.current.scanForward(i, min(pair.current.count, i &+ 1 &+ reach), &best)
    pair.current.scanBackward(i, max(0, i &- reach), &best)
    credit &-= best.priced >> 1
    if best.delta < 0 { make(best.move) }
  }

  /// Makes the best move of a block that starts at a position, if it improves.
  private mutating func improveBlocks(at i: Int) {
    var best = MoveChoice<Value>()
    var length = 2
    while length <= parameters.blockLength {
      let high = min(pair.current.count, i &+ length &+ reach)
      pair.current.scanBlockForward(i, length: length, high, &best)
      pair.current.scanBlockBackward(i, length: length, max(0, i &- reach), &best)
      length &+= 1
    }
    credit &-= best.priced >> 1
    if best.delta < 0 { make(best.move) }
  }

  /// Queues the jobs of a range and its two neighbours.
  private mutating func queueJobs(around range: Range<Int>) {
    var k = max(0, range.lowerBound &- 1)
    let end = min(pair.current.count, range.upperBound &+ 1)
    while k < end {
      let job = pair.current.job[k]
      queue.push(job)
      if parameters.blockLength > 1 { blockQueue.push(job) }
      k &+= 1
    }
  }

  /// Exchanges random jobs within a random window.
  package mutating func kick(using random: inout RandomStream) {
    queueJobs(around: pair.kick(parameters, using: &random))
  }

  /// Keeps the current sequence.
  package mutating func accept() { pair.accept() }

  /// Returns to the accepted sequence.
  package mutating func reject() { pair.reject() }
}
