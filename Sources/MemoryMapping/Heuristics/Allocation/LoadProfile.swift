/// What is occupied at each time, lifetimes taken as without gaps.
struct LoadProfile {
  /// By buffer: the greatest load at a time of its life.
  let greatest: [Int]

  /// - Complexity: O(n log n).
  init(_ buffers: [Buffer]) {
    let times = Array(Set(buffers.map(\.lower))).sorted()
    var change = [Int](repeating: 0, count: times.count + 1)
    let spans = buffers.map { buffer in
      LoadProfile.place(
        of: buffer.lower, in: times)..<LoadProfile.place(of: buffer.upper, in: times)
    }
    for (buffer, span) in zip(buffers, spans) {
      change[span.lowerBound] += buffer.size
      change[span.upperBound] -= buffer.size
    }
    var load = 0
    let loads = change.map { step in
      load += step
      return load
    }
    // A table of maxima over runs of 1, 2, 4, ... times answers every span by two look-ups.
    var maxima = [loads]
    var width = 1
    while 2 * width <= times.count {
      let last = maxima[maxima.count - 1]
      maxima.append(
        (0...times.count - 2 * width).map { max(last[$0], last[$0 + width]) })
      width *= 2
    }
    greatest = spans.map { span in
      let level = max(0, span.count.bitWidth - span.count.leadingZeroBitCount - 1)
      let row = maxima[level]
      return max(row[span.lowerBound], row[span.upperBound - (1 << level)])
    }
  }

  private static func place(of time: Int, in times: [Int]) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
