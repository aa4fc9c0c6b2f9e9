/// Addresses in ascending order, in blocks of a few hundred: insertion and removal move little.
package struct SortedBlocks: Sendable {
  /// An address and whose it is.
  package struct Key: Sendable, Hashable, Comparable {
    package var address: Int
    package var index: Int

    package init(address: Int, index: Int) { (self.address, self.index) = (address, index) }

    @inline(__always)
    package static func < (a: Key, b: Key) -> Bool {
      a.address != b.address ? a.address < b.address : a.index < b.index
    }
  }

  /// No block is empty but the first of an empty list.
  private var blocks: [[Key]] = [[]]
  private static let blockSize = 512

  package init() {}

  /// The greatest key below `key` and the least one not below it.
  package func neighbours(of key: Key) -> (before: Key?, after: Key?) {
    let block = block(of: key)
    let place = place(of: key, in: blocks[block])
    let before = place > 0 ? blocks[block][place - 1] : block > 0 ? blocks[block - 1].last : nil
    let after =
      place < blocks[block].count
      ? blocks[block][place] : block + 1 < blocks.count ? blocks[block + 1].first : nil
    return (before, after)
  }

  /// Inserts a key that is not there.
  package mutating func insert(_ key: Key) {
    let block = block(of: key)
    blocks[block].insert(key, at: place(of: key, in: blocks[block]))
    guard blocks[block].count > SortedBlocks.blockSize else { return }
    let half = blocks[block].count / 2
    blocks.insert(Array(blocks[block][half...]), at: block + 1)
    blocks[block].removeSubrange(half...)
  }

  /// Removes a key; nothing happens when it is not there.
  package mutating func remove(_ key: Key) {
    let block = block(of: key)
    let place = place(of: key, in: blocks[block])
    guard place < blocks[block].count, blocks[block][place] == key else { return }
    blocks[block].remove(at: place)
    if blocks[block].isEmpty, blocks.count > 1 { blocks.remove(at: block) }
  }

  /// The last block that begins at or below `key`, or the first one.
  private func block(of key: Key) -> Int {
    var (low, high) = (0, blocks.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if let first = blocks[middle].first, key < first { high = middle } else { low = middle }
    }
    return low
  }

  private func place(of key: Key, in block: [Key]) -> Int {
    var (low, high) = (0, block.count)
    while low < high {
      let middle = (low + high) / 2
      if block[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
