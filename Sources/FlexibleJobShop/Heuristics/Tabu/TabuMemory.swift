/// What a tabu search must not do again for a while.
///
/// Two kinds of attributes: an operation on a machine it has left, and an order of two operations that was turned round. Pairs share cells
/// where the table is smaller than the square of the number of operations.
struct TabuMemory: ~Copyable {
  private let machineCount: Int
  private let count: Int
  private let mask: Int
  private let onMachine: UnsafeMutablePointer<Int>
  private let pair: UnsafeMutablePointer<Int>

  init(count: Int, machineCount: Int) {
    self.count = count
    self.machineCount = machineCount
    var size = 1
    while size < count * count, size < 1 << 21 { size <<= 1 }
    mask = size - 1
    onMachine = .allocate(capacity: max(1, count * machineCount))
    onMachine.initialize(repeating: 0, count: max(1, count * machineCount))
    pair = .allocate(capacity: size)
    pair.initialize(repeating: 0, count: size)
  }

  deinit {
    onMachine.deallocate()
    pair.deallocate()
  }

  /// Forgets everything.
  func clear() {
    onMachine.update(repeating: 0, count: max(1, count * machineCount))
    pair.update(repeating: 0, count: mask + 1)
  }

  /// Whether an operation may not go to a machine at an iteration.
  @inline(__always)
  func forbids(_ operation: Int, on machine: Int, at iteration: Int) -> Bool {
    onMachine[operation &* machineCount &+ machine] > iteration
  }

  /// Keeps an operation off a machine until an iteration.
  @inline(__always)
  func forbid(_ operation: Int, on machine: Int, until iteration: Int) {
    onMachine[operation &* machineCount &+ machine] = iteration
  }

  /// Whether `first` may not come to stand before `second` at an iteration.
  @inline(__always)
  func forbids(_ first: Int, before second: Int, at iteration: Int) -> Bool {
    pair[(first &* count &+ second) & mask] > iteration
  }

  /// Keeps `first` from coming to stand before `second` until an iteration.
  @inline(__always)
  func forbid(_ first: Int, before second: Int, until iteration: Int) {
    pair[(first &* count &+ second) & mask] = iteration
  }
}
