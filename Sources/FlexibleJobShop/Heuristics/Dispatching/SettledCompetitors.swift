/// Competitors of machines that were ready before their machine is free. All of a machine start together, so heaps know the shortest, and
/// for rules whose order does not change with time the best.
///
/// An operation that was dispatched elsewhere stays in the heaps until it comes to the top.
final class SettledCompetitors {
  private let table: DispatchTable
  /// The current operation of each job.
  private let next: UnsafeMutablePointer<Int>
  /// The heaps of machine k begin at `base[k]`.
  private let base: UnsafeMutablePointer<Int>
  private let byKey: UnsafeMutablePointer<Int32>
  private let keyCount: UnsafeMutablePointer<Int>
  private let byLength: UnsafeMutablePointer<Int32>
  private let lengthCount: UnsafeMutablePointer<Int>
  private let key: UnsafeMutablePointer<Double>
  /// `count[k]`: how many compete on machine k.
  let count: UnsafeMutablePointer<Int>

  /// Room for every alternative.
  init(
    _ instance: FlexibleJobShopInstance, _ table: DispatchTable,
    next: UnsafeMutablePointer<Int>, in storage: FlatStorage
  ) {
    self.table = table
    self.next = next
    let m = instance.machineCount
    var room = [Int](repeating: 0, count: m)
    for k in instance.machines { room[k] += 1 }
    base = storage.copied(room.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) })
    byKey = storage.filled(0, instance.alternativeCount)
    byLength = storage.filled(0, instance.alternativeCount)
    key = storage.filled(0, instance.alternativeCount)
    keyCount = storage.filled(0, m)
    lengthCount = storage.filled(0, m)
    count = storage.filled(0, m)
  }

  /// Nobody competes.
  func clear() {
    for k in 0..<table.machineCount {
      keyCount[k] = 0
      lengthCount[k] = 0
      count[k] = 0
    }
  }

  /// Adds alternative a of a job's current operation.
  ///
  /// - Parameters:
  ///   - value: what `best` goes by; nil = it will not be asked.
  ///   - needsLength: whether `leastLength` will be asked.
  /// - Complexity: O(log competitors), less on average.
  func add(_ a: Int, key value: Double?, needsLength: Bool) {
    let k = table.machine[a]
    count[k] &+= 1
    if let value {
      key[a] = value
      siftUp(byKey + base[k], keyCount[k], Int32(truncatingIfNeeded: a), byLength: false)
      keyCount[k] &+= 1
    }
    guard needsLength else { return }
    siftUp(byLength + base[k], lengthCount[k], Int32(truncatingIfNeeded: a), byLength: true)
    lengthCount[k] &+= 1
  }

  /// The best alternative on machine k, which has competitors.
  func best(_ k: Int) -> Int {
    dropGone(byKey + base[k], keyCount + k, byLength: false)
    return Int(byKey[base[k]])
  }

  /// The shortest duration on machine k, which has competitors.
  func leastLength(_ k: Int) -> Int {
    dropGone(byLength + base[k], lengthCount + k, byLength: true)
    return table.duration[Int(byLength[base[k]])]
  }

  @inline(__always)
  private func dropGone(
    _ heap: UnsafeMutablePointer<Int32>, _ count: UnsafeMutablePointer<Int>, byLength: Bool
  ) {
    while count.pointee > 1 {
      let a = Int(heap[0])
      if next[Int(table.jobOfAlternative[a])] == Int(table.operationOfAlternative[a]) { return }
      count.pointee &-= 1
      siftDown(heap, count.pointee, heap[count.pointee], byLength: byLength)
    }
  }

  /// The smaller key, then the shorter, then more work left in the job, then the smaller number.
  @inline(__always)
  private func precedes(_ x: Int32, _ y: Int32, byLength: Bool) -> Bool {
    let (a, b) = (Int(x), Int(y))
    let (length, other) = (table.duration[a], table.duration[b])
    if byLength { return length < other }
    if key[a] != key[b] { return key[a] < key[b] }
    if length != other { return length < other }
    let left = table.workLeft[Int(table.operationOfAlternative[a])]
    let otherLeft = table.workLeft[Int(table.operationOfAlternative[b])]
    return left != otherLeft ? left > otherLeft : a < b
  }

  @inline(__always)
  private func siftUp(
    _ heap: UnsafeMutablePointer<Int32>, _ end: Int, _ a: Int32, byLength: Bool
  ) {
    var place = end
    while place > 0 {
      let parent = (place &- 1) >> 1
      if !precedes(a, heap[parent], byLength: byLength) { break }
      heap[place] = heap[parent]
      place = parent
    }
    heap[place] = a
  }

  @inline(__always)
  private func siftDown(
    _ heap: UnsafeMutablePointer<Int32>, _ count: Int, _ a: Int32, byLength: Bool
  ) {
    var place = 0
    while true {
      var child = 2 &* place &+ 1
      if child >= count { break }
      if child &+ 1 < count, precedes(heap[child &+ 1], heap[child], byLength: byLength) {
        child &+= 1
      }
      if !precedes(heap[child], a, byLength: byLength) { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = a
  }
}
