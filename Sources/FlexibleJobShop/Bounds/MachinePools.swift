/// Sets of machines that some operations cannot leave.
struct MachinePools {
  /// A set of machines as bits, 64 to a word.
  typealias Pool = [UInt64]

  /// `members[i]`: the machines of operation i.
  let members: [Pool]
  /// Different pools of two or more machines, small ones first.
  private(set) var pools: [Pool] = []

  /// Collects the sets of machines operations have, unions of two that overlap, and the set of all machines in use.
  ///
  /// - Parameter limit: at most so many pools.
  /// - Complexity: O(A + limit^2 times machines / 64).
  init(_ instance: FlexibleJobShopInstance, limit: Int) {
    let words = (instance.machineCount + 63) / 64
    members = (0..<instance.operationCount).map { i in
      var pool = Pool(repeating: 0, count: words)
      for a in instance.alternatives(of: i) {
        pool[instance.machines[a] / 64] |= 1 << UInt64(instance.machines[a] % 64)
      }
      return pool
    }
    var known: Set<Pool> = []
    var all = Pool(repeating: 0, count: words)
    for pool in members {
      all = MachinePools.union(all, pool)
      add(pool, &known, limit)
    }
    var next = 0
    while next < pools.count, pools.count < limit {
      for other in 0..<next where pools.count < limit {
        guard zip(pools[next], pools[other]).contains(where: { $0.0 & $0.1 != 0 }) else { continue }
        add(MachinePools.union(pools[next], pools[other]), &known, limit)
      }
      next += 1
    }
    add(all, &known, limit + 1)
    pools.sort { MachinePools.size($0) < MachinePools.size($1) }
  }

  private mutating func add(_ pool: Pool, _ known: inout Set<Pool>, _ limit: Int) {
    guard pools.count < limit, MachinePools.size(pool) > 1, known.insert(pool).inserted else {
      return
    }
    pools.append(pool)
  }

  /// The operations that cannot leave a pool.
  func operations(in pool: Pool) -> [Int] {
    members.indices.filter { zip(members[$0], pool).allSatisfy { $0.0 & ~$0.1 == 0 } }
  }

  /// The number of machines of a pool.
  static func size(_ pool: Pool) -> Int { pool.reduce(0) { $0 + $1.nonzeroBitCount } }

  private static func union(_ a: Pool, _ b: Pool) -> Pool { zip(a, b).map { $0.0 | $0.1 } }
}
