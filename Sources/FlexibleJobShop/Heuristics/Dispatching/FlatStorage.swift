/// Owner of flat buffers: what it hands out lives as long as it does.
final class FlatStorage {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// A buffer of equal values.
  func filled<T: BitwiseCopyable>(_ value: T, _ count: Int) -> UnsafeMutablePointer<T> {
    let size = max(1, count)
    let block = UnsafeMutablePointer<T>.allocate(capacity: size)
    block.initialize(repeating: value, count: size)
    blocks.append(UnsafeMutableRawPointer(block))
    return block
  }

  /// A buffer with the values of a list.
  func copied<T: BitwiseCopyable>(_ values: [T]) -> UnsafeMutablePointer<T> {
    let block = UnsafeMutablePointer<T>.allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (block + index).initialize(to: value) }
    blocks.append(UnsafeMutableRawPointer(block))
    return block
  }

  deinit { for block in blocks { block.deallocate() } }
}
