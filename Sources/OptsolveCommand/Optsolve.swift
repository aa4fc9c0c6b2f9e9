import ArgumentParser

/// The root command.
struct Optsolve: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "optsolve",
      abstract: "Solve hard scheduling, packing and placement instances, with proofs.",
      discussion: """
        Examples:
          optsolve smtt jobs.txt                      best answer and proof
          optsolve smtt jobs.txt --method mddc -o plan.json -o plan.svg
          optsolve smtt jobs.txt --method mip --engine cbc --formulation f2 -t 60
          optsolve check smtt jobs.txt plan.json
          optsolve methods smtt
          optsolve model problem.lp --engine glpk
          optsolve bench Instances/smtt/study.yaml -j 2

        Exit status: 0 solved, 3 infeasible or unbounded, 4 limit reached without a solution,
        5 failed runs (bench), 6 wrong solution (check), 64 usage, 65 malformed data, 66 unreadable input, 69 engine,
        70 internal, 73 cannot create output, 74 I/O, 130/143 interrupted (incumbent written).
        """,
      version: Tool.version,
      subcommands: registrations.map { $0.solveCommand } + [
        CheckCommand.self, MethodsCommand.self, GenerateCommand.self, ConvertCommand.self,
        ModelCommand.self, PlotCommand.self, BenchCommand.self, VersionCommand.self,
        WorkerCommand.self,
      ])
  }
}
