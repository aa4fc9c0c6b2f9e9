/// Bounds of the greatest sum of a warp when items are shared out among warps.
///
/// - Source: Dell'Amico and Martello (1995), "Optimal scheduling of tasks on identical parallel processors".
package struct WarpLoad {
  private let warps: Int
  /// Sizes, descending; `upTo[i]` counts the items of the first i + 1 sizes, `sums[i]` adds them up.
  private var (sizes, upTo, sums): ([Int], [Int], [Int]) = ([], [], [])

  /// - Parameters:
  ///   - items: sizes from 0 on, and how many items have them; the sum of all is below 2^62.
  ///   - warps: at least 1.
  /// - Complexity: O(k log k) for k sizes.
  package init(_ items: [(size: Int, count: Int)], warps: Int) {
    self.warps = warps
    for (size, count) in items.sorted(by: { $0.size > $1.size }) {
      sizes.append(size)
      upTo.append((upTo.last ?? 0) + count)
      sums.append((sums.last ?? 0) + size * count)
    }
  }

  /// The number of items.
  package var itemCount: Int { upTo.last ?? 0 }

  /// No way to share out has a smaller greatest sum: by the mean, the largest item, and crowded warps.
  package var leastMaximum: Int { max(mean(without: 0), crowded, item(0)) }

  /// The same where the sum of a warp with one item does not count; there must be more items than warps.
  ///
  /// Items larger than the answer are alone, each on a warp of its own.
  package var leastMaximumWithLoneItems: Int {
    let means = (0..<warps).map { alone in max(item(alone), mean(without: alone)) }
    return max(crowded, means.min() ?? 0)
  }

  /// The mean of all but the largest items, without as many warps.
  private func mean(without largest: Int) -> Int {
    let left = warps - largest
    return (sum(ofFirst: itemCount) - sum(ofFirst: largest) + left - 1) / left
  }

  /// Of the `k * warps + 1` largest items some warp has k + 1, which are at least as large as the smallest ones of these.
  private var crowded: Int {
    var (least, k) = (0, 1)
    while k * warps < itemCount {
      least = max(least, sum(ofFirst: k * warps + 1) - sum(ofFirst: k * (warps - 1)))
      k += 1
    }
    return least
  }

  /// The size of an item, 0-based from the largest on; 0 beyond the last one.
  private func item(_ number: Int) -> Int { sum(ofFirst: number + 1) - sum(ofFirst: number) }

  /// The sum of the largest items.
  private func sum(ofFirst count: Int) -> Int {
    guard count < itemCount else { return sums.last ?? 0 }
    // The first size that reaches beyond them.
    var (low, high) = (0, upTo.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if upTo[middle] > count { high = middle } else { low = middle + 1 }
    }
    return sums[low] - (upTo[low] - count) * sizes[low]
  }
}
