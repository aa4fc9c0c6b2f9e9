import OptCore

extension LoopGenerator {
  /// The recipe of `random`.
  var randomLoop: RandomLoopRecipe {
    var recipe = RandomLoopRecipe()
    recipe.operations = values.integer("operations") ?? recipe.operations
    recipe.units = values.integer("units") ?? recipe.units
    recipe.capacity = values.integer("capacity") ?? recipe.capacity
    recipe.longest = values.integer("longest") ?? recipe.longest
    recipe.unpipelined = values.real("unpipelined") ?? recipe.unpipelined
    recipe.density = values.real("density") ?? recipe.density
    recipe.recurrences = values.real("recurrences") ?? recipe.recurrences
    recipe.distance = values.integer("distance") ?? recipe.distance
    recipe.memories = values.integer("memories") ?? recipe.memories
    recipe.room = values.real("room") ?? recipe.room
    recipe.registers = values.integer("registers")
    recipe.warps = values.integer("warps") ?? recipe.warps
    recipe.loads = values.real("loads") ?? recipe.loads
    recipe.spill = values.integer("spill") ?? recipe.spill
    return recipe
  }

  /// The machine of `kernel`.
  var kernelMachine: KernelMachine {
    var machine = KernelMachine()
    machine.adders = values.integer("adders") ?? machine.adders
    machine.multipliers = values.integer("multipliers") ?? machine.multipliers
    machine.ports = values.integer("ports") ?? machine.ports
    machine.addition = values.integer("addition") ?? machine.addition
    machine.multiplication = values.integer("multiplication") ?? machine.multiplication
    machine.load = values.integer("load") ?? machine.load
    machine.isPipelined = values.flag("pipelined")
    machine.registers = values.integer("registers")
    return machine
  }

  /// The recipe of `attention`.
  var attention: AttentionRecipe {
    var recipe = AttentionRecipe()
    recipe.machine = tileMachine
    recipe.pass =
      values.text("pass").flatMap(AttentionRecipe.Pass.init(rawValue:)) ?? recipe.pass
    recipe.queries = values.integer("queries") ?? (tileMachine == .blackwell ? 128 : 64)
    recipe.keys = values.integer("keys") ?? recipe.keys
    recipe.head = values.integer("head") ?? recipe.head
    recipe.tiles = values.integer("tiles") ?? (tileMachine == .ampere ? 1 : 2)
    recipe.warps = values.integer("warps") ?? tileMachine.standardWarps
    recipe.cyclesPerUnit = values.integer("cycles-per-unit") ?? recipe.cyclesPerUnit
    return recipe
  }

  /// The recipe of `gemm`.
  var product: ProductRecipe {
    var recipe = ProductRecipe()
    recipe.machine = tileMachine
    recipe.rows = values.integer("rows") ?? recipe.rows
    recipe.columns = values.integer("columns") ?? (tileMachine == .ampere ? 128 : recipe.columns)
    recipe.depth = values.integer("depth") ?? recipe.depth
    recipe.steps = values.integer("steps") ?? recipe.steps
    recipe.warps = values.integer("warps") ?? tileMachine.standardWarps
    recipe.cyclesPerUnit = values.integer("cycles-per-unit") ?? recipe.cyclesPerUnit
    return recipe
  }
}
