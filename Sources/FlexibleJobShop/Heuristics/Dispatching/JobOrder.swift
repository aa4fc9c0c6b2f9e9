/// Jobs in a heap by the key of their current operation, then its end, more work left, and the smaller alternative.
final class JobOrder {
  private let heap: UnsafeMutablePointer<Int>
  /// `position[j]` in the heap; -1 = not in it.
  private let position: UnsafeMutablePointer<Int>
  private let key: UnsafeMutablePointer<Double>
  private let end: UnsafeMutablePointer<Int>
  private let work: UnsafeMutablePointer<Int>
  private let alternative: UnsafeMutablePointer<Int>
  private var count = 0

  init(_ jobCount: Int, in storage: FlatStorage) {
    heap = storage.filled(0, jobCount)
    position = storage.filled(-1, jobCount)
    key = storage.filled(0, jobCount)
    end = storage.filled(0, jobCount)
    work = storage.filled(0, jobCount)
    alternative = storage.filled(0, jobCount)
  }

  /// Takes all jobs out.
  func clear() {
    while count > 0 {
      count &-= 1
      position[heap[count]] = -1
    }
  }

  /// The first job; there must be one.
  var first: Int { heap[0] }

  /// Puts a job in, or moves it.
  ///
  /// - Complexity: O(log jobs).
  func set(_ job: Int, key value: Double, end time: Int, work left: Int, alternative a: Int) {
    (key[job], end[job], work[job], alternative[job]) = (value, time, left, a)
    if position[job] < 0 {
      position[job] = count
      heap[count] = job
      count &+= 1
    }
    siftUp(job)
    siftDown(job)
  }

  /// Takes a job out.
  func remove(_ job: Int) {
    let hole = position[job]
    count &-= 1
    position[job] = -1
    let moved = heap[count]
    guard moved != job else { return }
    heap[hole] = moved
    position[moved] = hole
    siftUp(moved)
    siftDown(moved)
  }

  @inline(__always)
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    if key[a] != key[b] { return key[a] < key[b] }
    if end[a] != end[b] { return end[a] < end[b] }
    if work[a] != work[b] { return work[a] > work[b] }
    return alternative[a] < alternative[b]
  }

  private func siftUp(_ job: Int) {
    var place = position[job]
    while place > 0 {
      let parent = heap[(place &- 1) >> 1]
      if !precedes(job, parent) { break }
      heap[place] = parent
      position[parent] = place
      place = (place &- 1) >> 1
    }
    heap[place] = job
    position[job] = place
  }

  private func siftDown(_ job: Int) {
    var place = position[job]
    while true {
      var child = 2 &* place &+ 1
      if child >= count { break }
      if child &+ 1 < count, precedes(heap[child &+ 1], heap[child]) { child &+= 1 }
      let other = heap[child]
      if !precedes(other, job) { break }
      heap[place] = other
      position[other] = place
      place = child
    }
    heap[place] = job
    position[job] = place
  }
}
