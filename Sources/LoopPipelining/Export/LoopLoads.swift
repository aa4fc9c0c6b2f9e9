/// What units, memories and the registers of warps carry in every row of a modulo schedule.
struct LoopLoads {
  let units: [LoopScheduleTable.Load]
  let memories: [LoopScheduleTable.Load]
  /// By warp; empty without warps.
  let registers: [LoopScheduleTable.Load]

  /// Adds up what every operation takes.
  ///
  /// - Complexity: O(k log k) for k uses, footprints and shares of registers.
  init(of rows: [LoopScheduleTable.Row], interval: Int, in instance: LoopInstance) {
    let machine = instance.machine
    let warpCount = machine.warps?.count ?? 0
    var units = [[RowLevels.Stretch]](repeating: [], count: machine.units.count)
    var memories = [[RowLevels.Stretch]](repeating: [], count: machine.memories.count)
    var registers = [[RowLevels.Stretch]](repeating: [], count: warpCount)
    for (row, operation) in zip(rows, instance.operations) {
      for use in operation.uses {
        units[use.unit].append(
          .init(begin: row.start + use.from, end: row.start + use.to, amount: use.amount))
      }
      func live(_ amount: Int) -> RowLevels.Stretch {
        .init(begin: row.begin, end: row.begin + row.lifetime, amount: amount)
      }
      for footprint in operation.memory {
        memories[footprint.memory].append(live(footprint.amount))
      }
      for warp in row.warps { registers[warp].append(live(operation.registersPerWarp)) }
    }
    func loads(
      _ names: [(String, Int?)], _ stretches: [[RowLevels.Stretch]]
    ) -> [LoopScheduleTable.Load] {
      zip(names, stretches).map {
        .init(
          name: LoopScheduleTable.plain($0.0), capacity: $0.1,
          levels: RowLevels(interval: interval, $1))
      }
    }
    self.units = loads(machine.units.map { ($0.name, $0.capacity) }, units)
    self.memories = loads(machine.memories.map { ($0.name, $0.capacity) }, memories)
    self.registers = loads(
      (0..<warpCount).map { ("registers of warp \($0)", machine.warps?.registers[$0]) }, registers)
  }
}
