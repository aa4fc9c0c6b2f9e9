import OptCore

/// The buffers of a run of a program: most are made and dropped like a stack, some outlive those below them, some are there for a moment.
struct TraceRecipe {
  /// The number of buffers, at least 1.
  var count = 10_000
  /// The largest size, at least 1.
  var largest = 1 << 20

  /// Draws the run, a tick for every event.
  ///
  /// - Complexity: O(n).
  func buffers(seed: UInt64) -> [Buffer] {
    var stream = RandomStream(seed: seed)
    var buffers: [Buffer] = []
    buffers.reserveCapacity(count)
    var stack: [Int] = []
    var time = 0
    while buffers.count < count {
      let draw = stream.unit()
      time += 1
      // About 32 are open: the more there are, the less often another one is made.
      if draw < 28.8 / Double(32 + stack.count) {
        stack.append(buffers.count)
      } else if draw < 0.9, let top = stack.popLast() {
        // Some go on living, up to a hundredth of the time so far.
        let more = stream.unit() < 0.03 ? stream.integer(in: 0...time / 100) : 0
        buffers[top].upper = time + more
        continue
      }
      let isScratch = draw >= 0.9
      let size = BufferRecipe.size(upTo: largest, &stream)
      let life = isScratch ? stream.integer(in: 1...4) : 1
      buffers.append(
        Buffer(id: String(buffers.count), lower: time, upper: time + life, size: size))
    }
    for open in stack { buffers[open].upper = time + 1 }
    return buffers
  }
}
