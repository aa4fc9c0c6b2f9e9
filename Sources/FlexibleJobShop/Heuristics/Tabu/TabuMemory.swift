/// What a tabu search must not do again for a while.
///
/// Two kinds of attributes: an operation on a machine it has left, and an order of two operations that was turned round. Attributes share
/// cells where there are some millions of them.
struct TabuMemory: ~Copyable {
  private let machineCount: Int
  private let count: Int
  private let mask: Int
  private let machineMask: Int
  private let onMachine: UnsafeMutablePointer<Int>
  private let pair: UnsafeMutablePointer<Int>

  init(count: Int, machineCount: Int) {
    self.count = count
    self.machineCount = machineCount
    let size = TabuMemory.size(for: count * count, most: 1 << 21)
    let machineSize = TabuMemory.size(for: count * machineCount, most: 1 << 22)
    (mask, machineMask) = (size - 1, machineSize - 1)
    onMachine = .allocate(capacity: machineSize)
    onMachine.initialize(repeating: 0, count: machineSize)
    pair = .allocate(capacity: size)
    pair.initialize(repeating: 0, count: size)
  }

  /// A power of 2 that holds a number of attributes, or the most.
  private static func size(for count: Int, most: Int) -> Int {
    var size = 1
    while size < count, size < most { size <<= 1 }
    return size
  }

  deinit {
    onMachine.deallocate()
    pair.deallocate()
  }

  /// Forgets everything.
  func clear() {
    onMachine.update(repeating: 0, count: machineMask + 1)
    pair.update(repeating: 0, count: mask + 1)
  }

  /// Whether an operation may not go to a machine at an iteration.
  @inline(__always)
  func forbids(_ operation: Int, on machine: Int, at iteration: Int) -> Bool {
    onMachine[(operation &* machineCount &+ machine) & machineMask] > iteration
  }

  /// Keeps an operation off a machine until an iteration.
  @inline(__always)
  func forbid(_ operation: Int, on machine: Int, until iteration: Int) {
    onMachine[(operation &* machineCount &+ machine) & machineMask] = iteration
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
