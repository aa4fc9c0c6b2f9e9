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
          optsolve smtt jobs.txt --method mip --engine cbc -f f2 -t 60
          optsolve fjsp shop.fjs -t 60 -o gantt.svg   a flexible job shop, drawn
          optsolve check smtt jobs.txt plan.json
          optsolve methods smtt
          optsolve model problem.lp --engine glpk
          optsolve bench study.yaml -j 2
          optsolve report study.sqlite -o report.html

        Exit status:
          0        solved, or done what was asked
          3        infeasible or unbounded
          4        limit reached without a solution
          5        some runs of a study failed (bench)
          6        wrong solution (check)
          64 65 66 usage; malformed data; unreadable input
          69 70    engine or cluster missing, or it failed; internal error
          73 74    output cannot be created; input or output error
          130 143  interrupted; the incumbent was written

        Guides: README.md and Documentation/ of the source folder: file formats,
        each family, studies, reports, the library.
        """,
      version: Tool.version,
      subcommands: registrations.map { $0.solveCommand } + [
        CheckCommand.self, MethodsCommand.self, GenerateCommand.self, TrainCommand.self,
        ConvertCommand.self, ModelCommand.self, PlotCommand.self, BenchCommand.self,
        ReportCommand.self,
        VersionCommand.self, WorkerCommand.self,
      ])
  }
}
