/// Variables by falling activity: a binary heap with places, from which conflict-driven branching takes its next variable.
///
/// Source: Moskewicz et al., "Chaff" (2001); Een and Sorensson, "An extensible SAT-solver" (2003).
struct ActivityHeap: BitwiseCopyable {
  private var heap = Buffer<Int32>()
  /// Place of each variable in the heap; -1 = not in it, -2 = never in it.
  private var place = Buffer<Int32>()
  private var value = Buffer<Double>()
  private var increment = 1.0
  /// What `increment` grows by after a conflict.
  var growth = 1 / 0.95

  func free() {
    heap.free()
    place.free()
    value.free()
  }

  mutating func add(isDecision: Bool) {
    let variable = Int32(truncatingIfNeeded: value.count)
    value.append(0)
    place.append(isDecision ? -1 : -2)
    if isDecision { insert(variable) }
  }

  /// Whether conflict-driven branching may pick a variable.
  @inline(__always)
  func isDecision(_ variable: Int32) -> Bool { place[variable] != -2 }

  @inline(__always)
  mutating func insert(_ variable: Int32) {
    guard place[variable] == -1 else { return }
    place[variable] = Int32(truncatingIfNeeded: heap.count)
    heap.append(variable)
    rise(heap.count - 1)
  }

  /// Takes out the variable of greatest activity.
  mutating func pop() -> Int32? {
    guard heap.count > 0 else { return nil }
    let top = heap[0]
    place[top] = -1
    let last = heap.removeLast()
    if heap.count > 0 {
      heap[0] = last
      place[last] = 0
      sink(0)
    }
    return top
  }

  @inline(__always)
  mutating func bump(_ variable: Int32) {
    value[variable] += increment
    if value[variable] > 1e100 { rescale() }
    if place[variable] >= 0 { rise(Int(place[variable])) }
  }

  /// Gives a starting activity, for example a preference of the model's author.
  mutating func prefer(_ variable: Int32, _ amount: Double) {
    value[variable] += amount
    if place[variable] >= 0 { rise(Int(place[variable])) }
  }

  mutating func decay() { increment *= growth }

  private mutating func rescale() {
    for i in 0..<value.count { value[i] *= 1e-100 }
    increment *= 1e-100
  }

  private func rise(_ start: Int) {
    var i = start
    let variable = heap[i]
    let key = value[variable]
    while i > 0 {
      let parent = (i - 1) / 2
      if value[heap[parent]] >= key { break }
      heap[i] = heap[parent]
      place[heap[i]] = Int32(truncatingIfNeeded: i)
      i = parent
    }
    heap[i] = variable
    place[variable] = Int32(truncatingIfNeeded: i)
  }

  private func sink(_ start: Int) {
    var i = start
    let variable = heap[i]
    let key = value[variable]
    while true {
      var child = 2 * i + 1
      if child >= heap.count { break }
      if child + 1 < heap.count, value[heap[child + 1]] > value[heap[child]] { child += 1 }
      if value[heap[child]] <= key { break }
      heap[i] = heap[child]
      place[heap[i]] = Int32(truncatingIfNeeded: i)
      i = child
    }
    heap[i] = variable
    place[variable] = Int32(truncatingIfNeeded: i)
  }
}
