/// A growable flat array of trivial values: no reference count, no copy on write, and bounds checks in debug builds only.
///
/// It is a bare pointer: whoever holds it frees it, and copies share the storage until one of them grows.
package struct Buffer<Element: BitwiseCopyable>: BitwiseCopyable {
  private(set) var base: UnsafeMutablePointer<Element>
  package private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 0) {
    self.capacity = capacity
    base = .allocate(capacity: Swift.max(capacity, 1))
  }

  /// Gives the storage back; the buffer must not be used afterwards.
  func free() { base.deallocate() }

  /// Number of bytes held.
  var bytes: Int { capacity * MemoryLayout<Element>.stride }

  @inline(__always)
  package subscript(i: Int) -> Element {
    get {
      assert(i >= 0 && i < count)
      return base[i]
    }
    nonmutating set {
      assert(i >= 0 && i < count)
      base[i] = newValue
    }
  }

  @inline(__always)
  package subscript(i: Int32) -> Element {
    get { self[Int(i)] }
    nonmutating set { self[Int(i)] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = element
    count += 1
  }

  /// Appends `n` copies of an element.
  mutating func append(_ element: Element, count n: Int) {
    grow(to: count + n)
    (base + count).update(repeating: element, count: n)
    count += n
  }

  /// Keeps the first `n` elements.
  @inline(__always)
  mutating func truncate(to n: Int) {
    assert(n >= 0 && n <= count)
    count = n
  }

  @inline(__always)
  mutating func removeLast() -> Element {
    count -= 1
    return base[count]
  }

  @inline(never)
  mutating func grow(to needed: Int) {
    guard needed > capacity else { return }
    let larger = Swift.max(needed, capacity * 2, 4)
    let storage = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    storage.update(from: base, count: count)
    base.deallocate()
    base = storage
    capacity = larger
  }
}
