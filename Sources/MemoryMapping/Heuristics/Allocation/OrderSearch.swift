import OptCore

/// Local search over orders that first fit turns into allocations: late acceptance, with moves of what stands too high.
///
/// The excess is what tops are above a target; when it is nil the target sinks.
///
/// - Source: Burke and Bykov (2017), "The late acceptance hill-climbing heuristic".
package struct OrderSearch {
  /// How it goes about it.
  package struct Settings {
    /// Excesses that are remembered: longer is slower and better.
    package var memory = 2000
    /// Where the target is between the load (0) and the best peak (1).
    package var share = 0.5
    /// The share of moves of any buffer.
    package var wild = 0.1

    package init() {}
  }

  private let decoder: OrderDecoder
  private let settings: Settings
  private let load: Int
  private let limit: Int?
  private var random: RandomStream
  private var history: [Int]
  package private(set) var moves = 0
  package private(set) var accepted = 0
  /// The least peak so far, with its offsets.
  package private(set) var best: (peak: Int, offsets: [Int])
  private var bestExcess: Int
  private var idle = 0

  package init(_ instance: AllocationInstance, start: [Int], settings: Settings, seed: UInt64) {
    load = LoadBound.load(of: instance.buffers)
    limit = instance.limit
    self.settings = settings
    random = RandomStream(seed: seed)
    decoder = OrderDecoder(instance.buffers, start: start, target: limit ?? load)
    best = (decoder.peak, Array(UnsafeBufferPointer(start: decoder.offset, count: decoder.count)))
    history = []
    bestExcess = .max
    retarget()
  }

  private mutating func retarget() {
    if limit == nil {
      let span = Double(best.peak - load) * settings.share
      decoder.set(target: max(load, min(best.peak - 1, load + Int(span))))
    }
    bestExcess = decoder.excess
    history = [Int](repeating: decoder.excess, count: settings.memory)
    idle = 0
  }

  /// Tries a number of moves.
  ///
  /// - Returns: Whether the best peak fell.
  package mutating func run(moves number: Int) -> Bool {
    let former = best.peak
    guard decoder.count - decoder.fixedCount > 1 else { return false }
    for _ in 0..<number {
      step()
      if idle > 20 * settings.memory { kick() }
      if best.peak <= load { break }
    }
    return best.peak < former
  }

  /// Moves some buffers whatever that does, and begins anew from there.
  private mutating func kick() {
    for _ in 0..<max(3, decoder.count / 20) {
      let (from, to) = draw()
      if from != to { decoder.move(from: from, to: to) }
    }
    notePeak()
    bestExcess = decoder.excess
    history = [Int](repeating: decoder.excess, count: settings.memory)
    idle = 0
  }

  private mutating func notePeak() {
    let peak = decoder.peak
    guard peak < best.peak else { return }
    best = (peak, Array(UnsafeBufferPointer(start: decoder.offset, count: decoder.count)))
    if limit == nil { retarget() }
  }

  private mutating func step() {
    let old = decoder.excess
    let (from, to) = draw()
    guard from != to else { return }
    decoder.move(from: from, to: to)
    let new = decoder.excess
    let place = moves % settings.memory
    moves += 1
    idle += 1
    guard new <= old || new <= history[place] else {
      decoder.undo()
      if history[place] > old { history[place] = old }
      return
    }
    accepted += 1
    if new < history[place] { history[place] = new }
    if new < bestExcess {
      bestExcess = new
      idle = 0
    }
    if new < old { notePeak() }
  }

  /// A buffer's place, and the place that it shall have.
  private mutating func draw() -> (from: Int, to: Int) {
    let buffer = random.unit() < settings.wild ? anyBuffer() : culprit()
    let from = Int(decoder.position[buffer])
    guard from >= decoder.fixedCount else { return (0, 0) }
    var to = from
    if random.below(4) > 0, let other = decoder.conflict(of: buffer, draw: { random.below($0) }) {
      to = Int(decoder.position[other])
    } else {
      to = decoder.fixedCount + random.below(decoder.count - decoder.fixedCount)
    }
    return (from, max(to, decoder.fixedCount))
  }

  private mutating func anyBuffer() -> Int {
    let place = decoder.fixedCount + random.below(decoder.count - decoder.fixedCount)
    return Int(decoder.order[place])
  }

  /// A buffer that is above the target, or one of those that it stands on.
  private mutating func culprit() -> Int {
    var buffer = -1
    var seen = 0
    for i in 0..<decoder.count where decoder.offset[i] + decoder.size[i] > decoder.target {
      seen += 1
      if random.below(seen) == 0 { buffer = i }
    }
    guard buffer >= 0 else { return anyBuffer() }
    while random.below(3) > 0,
      let below = decoder.support(of: buffer, draw: { random.below($0) })
    {
      buffer = below
    }
    return buffer
  }
}
